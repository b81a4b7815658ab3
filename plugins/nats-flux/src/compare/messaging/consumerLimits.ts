import { parseDuration } from '@nats-portal/plugin-nats-common';
import { RepositoryObject } from '../repository/RepositoryObject';
import { numberOf, textAt, valueAt } from '../repository/tree';
import { field, fieldText } from './assets';

/** What the server takes where a consumer says nothing. */
const DEFAULT_ACK_PENDING = 1000;

/** True where a consumer has more than its stream is to allow. */
export function isOver(consumer: RepositoryObject, limits: unknown): boolean {
  const ackPending = numberOf(valueAt(limits, ['maxAckPending'])) ?? 0;
  const threshold = parseDuration(textAt(limits, ['inactiveThreshold']) ?? '0');
  const own = parseDuration(fieldText(consumer, 'inactiveThreshold', '0'));
  const acknowledges = fieldText(consumer, 'ackPolicy', 'none') !== 'none';
  return (
    (ackPending > 0 &&
      acknowledges &&
      (numberOf(field(consumer, 'maxAckPending')) ?? DEFAULT_ACK_PENDING) >
        ackPending) ||
    (!!threshold && !!own && own > threshold)
  );
}
