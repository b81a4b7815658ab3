import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { StreamStatus } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../../translation';
import { ThresholdList } from '../consumer/ThresholdList';
import { Drawer, DrawerSection } from '../drawer/Drawer';
import { OtherVerdicts } from '../status/OtherVerdicts';
import { VerdictMark } from '../status/VerdictMark';
import { WhatToDo } from '../status/WhatToDo';
import { StreamOrigins } from './StreamOrigins';
import { StreamNumbers } from './StreamNumbers';
import { StreamSettingList } from './StreamSettingList';

/** Everything about one stream, beside the table that it was opened from. */
export function StreamDrawer(props: {
  stream: StreamStatus;
  /** The server's clock, now. */
  now?: number;
  onClose(): void;
}) {
  const { stream, now, onClose } = props;
  const { verdict, state, settings, thresholds = [] } = stream;
  const { findings = [] } = verdict;
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <Drawer title={stream.stream} onClose={onClose}>
      <div>
        <VerdictMark verdict={verdict} now={now} />
        <Text as="p" variant="body-large">
          {verdict.reason}.
        </Text>
      </div>
      {verdict.advice && (
        <DrawerSection title={t('drawer.todo')}>
          <WhatToDo advice={verdict.advice} />
        </DrawerSection>
      )}
      {findings.length > 0 && (
        <DrawerSection title={t('drawer.also')}>
          <OtherVerdicts verdicts={findings} now={now} />
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
        </DrawerSection>
      )}
    </Drawer>
  );
}
