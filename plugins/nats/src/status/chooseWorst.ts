import {
  compareVerdicts,
  ConsumerStatus,
} from '@nats-portal/plugin-nats-common';
import { consumerKey } from './consumerKey';
import { keepOrder } from './keepOrder';

/**
 * Picks the consumers that a card has room for. What was shown stays where it was
 * until one that is not shown does worse than one that is.
 *
 * @param consumers - worst first
 * @param count - how many there is room for
 * @param previous - keys of those shown before, in their order
 */
export function chooseWorst(
  consumers: readonly ConsumerStatus[],
  count: number,
  previous: readonly string[],
): ConsumerStatus[] {
  const shown = consumers.filter(item => previous.includes(consumerKey(item)));
  const hidden = consumers.filter(
    item => !previous.includes(consumerKey(item)),
  );
  const room = Math.min(count, consumers.length);
  const stillWorst = hidden.every(other =>
    shown.every(item => compareVerdicts(item.verdict, other.verdict) <= 0),
  );
  return shown.length === room && stillWorst
    ? keepOrder(shown, consumerKey, previous)
    : consumers.slice(0, count);
}
