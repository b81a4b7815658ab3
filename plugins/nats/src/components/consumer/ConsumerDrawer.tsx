import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { consumerName } from '../../status/consumerKey';
import { newestAt } from '../../status/newestAt';
import { natsTranslationRef } from '../../translation';
import { Drawer, DrawerSection } from '../drawer/Drawer';
import { VerdictMark } from '../status/VerdictMark';
import { WhatToDo } from '../status/WhatToDo';
import { ConsumerCharts } from './ConsumerCharts';
import { ConsumerNumbers } from './ConsumerNumbers';
import { ThresholdList } from './ThresholdList';
import { OtherVerdicts } from '../status/OtherVerdicts';

/** Everything about one consumer, beside the table that it was opened from. */
export function ConsumerDrawer(props: {
  consumer: ConsumerStatus;
  onClose(): void;
}) {
  const { consumer, onClose } = props;
  const { verdict, thresholds = [] } = consumer;
  const { findings = [] } = verdict;
  const now = newestAt(consumer);
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <Drawer title={consumerName(consumer)} onClose={onClose}>
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
        <ConsumerCharts points={consumer.trend} />
      </DrawerSection>
      <DrawerSection title={t('drawer.now')}>
        <ConsumerNumbers consumer={consumer} />
      </DrawerSection>
      {thresholds.length > 0 && (
        <DrawerSection title={t('threshold.label')}>
          <ThresholdList thresholds={thresholds} />
        </DrawerSection>
      )}
    </Drawer>
  );
}
