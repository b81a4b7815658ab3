import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import {
  ConsumerDetail,
  ConsumerStatus,
} from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { newestAt } from '../../status/newestAt';
import { natsTranslationRef } from '../../translation';
import { DrawerSection } from '../drawer/Drawer';
import { OtherVerdicts } from '../status/OtherVerdicts';
import { VerdictMark } from '../status/VerdictMark';
import { WhatToDo } from '../status/WhatToDo';
import { ConsumerCharts } from './ConsumerCharts';
import { ConsumerNumbers } from './ConsumerNumbers';
import { ConsumerSettingList } from './ConsumerSettingList';
import { ThresholdList } from './ThresholdList';

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
  const { findings = [] } = verdict;
  const now = newestAt(consumer);
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <>
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
      <DrawerSection title={t('drawer.window')}>
        {state}
        <ConsumerCharts
          points={
            detail && detail.samples.length > 0
              ? detail.samples
              : consumer.trend
          }
          changes={detail?.changes}
          withRates={isLoading || detail !== undefined}
        />
      </DrawerSection>
      <DrawerSection title={t('drawer.now')}>
        <ConsumerNumbers consumer={consumer} burrow={detail?.burrow} />
      </DrawerSection>
      {thresholds.length > 0 && (
        <DrawerSection title={t('threshold.label')}>
          <ThresholdList thresholds={thresholds} />
        </DrawerSection>
      )}
      {(isLoading || detail) && (
        <DrawerSection title={t('drawer.settings')}>
          {detail ? (
            <ConsumerSettingList detail={detail} />
          ) : (
            <Skeleton width="100%" height={SETTINGS_HEIGHT} />
          )}
        </DrawerSection>
      )}
    </>
  );
}
