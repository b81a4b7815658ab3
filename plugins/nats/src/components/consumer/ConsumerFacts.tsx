import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import {
  ConsumerDetail,
  ConsumerStatus,
} from '@nats-portal/plugin-nats-common';
import { ReactNode, useState } from 'react';
import { newestAt } from '../../status/newestAt';
import { natsTranslationRef } from '../../translation';
import { DeclaredIn } from '../drawer/DeclaredIn';
import { DrawerSection } from '../drawer/Drawer';
import { VerdictSections } from '../drawer/VerdictSections';
import { HistoryView } from '../history/HistoryView';
import { RangeChoice, ShownRange } from '../history/RangeChoice';
import { ConsumerCharts } from './ConsumerCharts';
import { ConsumerNumbers } from './ConsumerNumbers';
import { ConsumerSettingList } from './ConsumerSettingList';
import { ThresholdList } from '../status/ThresholdList';

/** Pixels of a {@link ConsumerSettingList} where there is room for three columns. */
const SETTINGS_HEIGHT = 180;

/** A consumer from the sentence down to its configuration. */
export function ConsumerFacts(props: {
  consumer: ConsumerStatus;
  /** Its window and configuration, where they are known. */
  detail?: ConsumerDetail;
  /** They will be known: room is held for them. */
  isLoading?: boolean;
  /** Why they are old or not there. */
  state?: ReactNode;
}) {
  const { consumer, detail, isLoading = false, state } = props;
  const { verdict, thresholds = [] } = consumer;
  const now = newestAt(consumer);
  const withDetail = isLoading || detail !== undefined;
  const [range, setRange] = useState<ShownRange>('1h');
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <>
      <VerdictSections verdict={verdict} now={now} />
      <DrawerSection title={t('drawer.window')}>
        {withDetail && (
          <RangeChoice
            chosen={range}
            onChange={setRange}
            isDisabled={!detail}
          />
        )}
        {detail && range !== '1h' ? (
          <HistoryView
            address={{
              broker: detail.broker,
              account: detail.account,
              stream: detail.stream,
              consumer: detail.consumer,
              range,
            }}
          />
        ) : (
          <>
            {state}
            <ConsumerCharts
              points={
                detail && detail.samples.length > 0
                  ? detail.samples
                  : consumer.trend
              }
              changes={detail?.changes}
              withRates={withDetail}
            />
          </>
        )}
      </DrawerSection>
      <DrawerSection title={t('drawer.now')}>
        <ConsumerNumbers consumer={consumer} burrow={detail?.burrow} />
      </DrawerSection>
      {thresholds.length > 0 && (
        <DrawerSection title={t('threshold.label')}>
          <ThresholdList thresholds={thresholds} />
        </DrawerSection>
      )}
      {withDetail && (
        <DrawerSection title={t('drawer.settings')}>
          {detail ? (
            <>
              <ConsumerSettingList detail={detail} />
              <DeclaredIn
                asset={detail}
                declaredIn={detail.settings?.declaredIn}
              />
            </>
          ) : (
            <Skeleton width="100%" height={SETTINGS_HEIGHT} />
          )}
        </DrawerSection>
      )}
    </>
  );
}
