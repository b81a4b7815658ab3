import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Dialog, DialogBody, DialogHeader, Text } from '@backstage/ui';
import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { consumerName } from '../../status/consumerKey';
import { newestAt } from '../../status/newestAt';
import { natsTranslationRef } from '../../translation';
import { VerdictMark } from '../status/VerdictMark';
import { WhatToDo } from '../status/WhatToDo';
import { ConsumerCharts } from './ConsumerCharts';
import { ConsumerNumbers } from './ConsumerNumbers';
import { OtherVerdicts } from './OtherVerdicts';
import styles from './ConsumerDrawer.module.css';

function Section(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <Text as="h2" variant="body-large" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </section>
  );
}

/** Everything about one consumer, beside the table that it was opened from. */
export function ConsumerDrawer(props: {
  consumer: ConsumerStatus;
  onClose(): void;
}) {
  const { consumer, onClose } = props;
  const { verdict } = consumer;
  const { findings = [] } = verdict;
  const now = newestAt(consumer);
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => isOpen || onClose()}
      className={styles.root}
    >
      <DialogHeader>{consumerName(consumer)}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <div className={styles.sentence} data-level={verdict.level}>
            <VerdictMark verdict={verdict} now={now} />
            <Text as="p" variant="body-large">
              {verdict.reason}.
            </Text>
          </div>
          {verdict.advice && (
            <Section title={t('drawer.todo')}>
              <WhatToDo advice={verdict.advice} />
            </Section>
          )}
          {findings.length > 0 && (
            <Section title={t('drawer.also')}>
              <OtherVerdicts verdicts={findings} now={now} />
            </Section>
          )}
          <Section title={t('drawer.window')}>
            <ConsumerCharts points={consumer.trend} />
          </Section>
          <Section title={t('drawer.now')}>
            <ConsumerNumbers consumer={consumer} />
          </Section>
        </div>
      </DialogBody>
    </Dialog>
  );
}
