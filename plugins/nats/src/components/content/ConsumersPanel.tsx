import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ConsumerStatus,
  NATS_CONSUMERS_ANNOTATION,
} from '@nats-portal/plugin-nats-common';
import { consumerName } from '../../status/consumerKey';
import { natsTranslationRef } from '../../translation';
import { Hint } from '../Hint';
import { VerdictPanel } from '../table/VerdictPanel';
import { ConsumerTable } from './ConsumerTable';

const CONSUMERS_EXAMPLE = `metadata:
  annotations:
    ${NATS_CONSUMERS_ANNOTATION}: JOBS/echo-workers, ORDERS/*`;

const textOf = (consumer: ConsumerStatus) =>
  `${consumerName(consumer)} ${consumer.account ?? ''}`;

/** Consumers with what narrows them down. */
export function ConsumersPanel(props: {
  consumers: readonly ConsumerStatus[];
  /** The broker answered at least once, so that none means none. */
  reached: boolean;
  onOpen?: (consumer: ConsumerStatus) => void;
}) {
  const { consumers, reached, onOpen } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  if (consumers.length === 0) {
    return (
      <Hint
        title={t('empty.title')}
        description={t(reached ? 'empty.description' : 'empty.neverReached')}
        example={reached ? CONSUMERS_EXAMPLE : undefined}
      />
    );
  }
  return (
    <VerdictPanel
      items={consumers}
      searchLabel={t('filter.consumers')}
      textOf={textOf}
    >
      {shown => <ConsumerTable consumers={shown} onOpen={onOpen} />}
    </VerdictPanel>
  );
}
