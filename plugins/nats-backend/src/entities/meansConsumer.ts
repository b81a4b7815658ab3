import {
  ConsumerReference,
  EntityMessaging,
} from '@nats-portal/plugin-nats-common';
import { isInternalStream } from '../status/isInternalStream';

/** True where the page of an entity shows a consumer of a broker. */
export function meansConsumer(
  messaging: Pick<
    EntityMessaging,
    'broker' | 'account' | 'consumers' | 'streams'
  >,
  wanted: ConsumerReference & { broker: string; account?: string },
): boolean {
  const { broker, account = wanted.account, consumers, streams } = messaging;
  const { stream, consumer } = wanted;
  if (
    broker !== wanted.broker ||
    (wanted.account !== undefined && wanted.account !== account)
  ) {
    return false;
  }
  return consumers.length === 0 && streams.length === 0
    ? !isInternalStream(stream)
    : streams.includes(stream) ||
        consumers.some(
          one =>
            one.stream === stream &&
            (one.consumer === '*' || one.consumer === consumer),
        );
}
