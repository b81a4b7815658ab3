import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StreamStatus } from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { natsTranslationRef } from '../../translation';
import { ThresholdList } from '../status/ThresholdList';
import { DeclaredIn } from '../drawer/DeclaredIn';
import { Drawer, DrawerSection } from '../drawer/Drawer';
import { VerdictSections } from '../drawer/VerdictSections';
import { StreamOrigins } from './StreamOrigins';
import { StreamNumbers } from './StreamNumbers';
import { StreamSettingList } from './StreamSettingList';
import { StreamWindow } from './StreamWindow';

/** Everything about one stream, beside the table that it was opened from. */
export function StreamDrawer(props: {
  /** Name of its broker as configured. */
  broker: string;
  stream: StreamStatus;
  /** The server's clock, now. */
  now?: number;
  /** Where it is declared. */
  source?: ReactNode;
  onClose(): void;
}) {
  const { broker, stream, now, source, onClose } = props;
  const { verdict, state, settings, thresholds = [] } = stream;
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <Drawer title={stream.stream} onClose={onClose}>
      <VerdictSections verdict={verdict} now={now} />
      {state && (
        <DrawerSection title={t('drawer.window')}>
          <StreamWindow
            broker={broker}
            account={stream.account}
            stream={stream.stream}
          />
        </DrawerSection>
      )}
      <DrawerSection title={t('drawer.now')}>
        <StreamNumbers stream={stream} />
      </DrawerSection>
      {state?.origins && (
        <DrawerSection title={t('streams.origins')}>
          <StreamOrigins origins={state.origins} />
        </DrawerSection>
      )}
      {thresholds.length > 0 && (
        <DrawerSection title={t('threshold.label')}>
          <ThresholdList thresholds={thresholds} />
        </DrawerSection>
      )}
      {settings && (
        <DrawerSection title={t('drawer.settings')}>
          <StreamSettingList settings={settings} />
          <DeclaredIn
            asset={{ stream: stream.stream }}
            declaredIn={settings.declaredIn}
          />
        </DrawerSection>
      )}
      {source}
    </Drawer>
  );
}
