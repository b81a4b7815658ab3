import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { useConsumerDetail } from '../../hooks/useConsumerDetail';
import { consumerName } from '../../status/consumerKey';
import { newerOf } from '../../status/newerOf';
import { DetailState } from '../drawer/DetailState';
import { Drawer } from '../drawer/Drawer';
import { ConsumerFacts } from './ConsumerFacts';

interface Shown {
  /** Name of its broker as configured. */
  broker: string;
  consumer: ConsumerStatus;
  /** A full reference: the thresholds in its annotations hold. */
  entityRef?: string;
}

function PolledConsumer(props: Shown) {
  const { broker, consumer, entityRef } = props;
  const polled = useConsumerDetail({
    broker,
    account: consumer.account,
    stream: consumer.stream,
    consumer: consumer.consumer,
    entityRef,
  });
  return (
    <ConsumerFacts
      consumer={newerOf(consumer, polled.data)}
      detail={polled.data}
      isLoading={polled.data === undefined && polled.error === undefined}
      state={<DetailState polled={polled} />}
    />
  );
}

/** Everything about one consumer, beside the table that it was opened from. */
export function ConsumerDrawer(
  props: Shown & {
    /** Where it is declared. */
    source?: ReactNode;
    onClose(): void;
  },
) {
  const { onClose, source, ...shown } = props;
  const { consumer } = shown;
  return (
    <Drawer title={consumerName(consumer)} onClose={onClose}>
      {/* Of what was never seen there is no more to be had. */}
      {consumer.counters ? (
        <PolledConsumer {...shown} />
      ) : (
        <ConsumerFacts consumer={consumer} />
      )}
      {source}
    </Drawer>
  );
}
