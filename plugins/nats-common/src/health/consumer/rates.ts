import { backlogOf, ConsumerSnapshot } from '../BrokerSnapshot';

/**
 * What a consumer did between two samples, messages per second.
 *
 * @public
 */
export interface ConsumerRates {
  /** Deliveries, those of a message that came again included. */
  deliveredPerSecond: number;
  /** Messages that were acknowledged or given up; at most so many. */
  finishedPerSecond: number;
}

/**
 * What a consumer did between two samples; undefined where they do not belong together.
 *
 * The ack floor tells nothing, one message pins it. Two sums do, both from above: what was
 * delivered and is not in flight (more, where a message came again), and what came into the
 * stream and is not waiting (more, where messages were evicted or belong to others).
 *
 * @param readsAll - sequences of the stream count the messages of the consumer
 * @public
 */
export function ratesBetween(
  before: ConsumerSnapshot,
  after: ConsumerSnapshot,
  readsAll: boolean,
): ConsumerRates | undefined {
  const seconds = (after.at - before.at) / 1000;
  const delivered =
    after.deliveredConsumerSequence - before.deliveredConsumerSequence;
  if (seconds <= 0 || delivered < 0 || before.created !== after.created) {
    return undefined;
  }
  const bounds = [delivered - (after.ackPending - before.ackPending)];
  const [from, to] = [before.streamState, after.streamState];
  if (readsAll && from && to) {
    const came = to.lastSequence - from.lastSequence;
    bounds.push(came - (backlogOf(after) - backlogOf(before)));
  }
  return {
    deliveredPerSecond: delivered / seconds,
    finishedPerSecond: Math.max(0, Math.min(...bounds)) / seconds,
  };
}
