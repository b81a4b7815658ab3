import { ConsumerSnapshot } from '../BrokerSnapshot';

/** Milliseconds between two samples of the windows below. */
export const INTERVAL = 10_000;

/** A sample of a consumer that has nothing to do, with changes. */
export function sample(
  changes: Partial<ConsumerSnapshot> = {},
): ConsumerSnapshot {
  return {
    account: 'APP',
    stream: 'JOBS',
    name: 'workers',
    created: '2026-01-01T00:00:00Z',
    at: 0,
    leader: 'nats-0',
    deliveredConsumerSequence: 0,
    deliveredStreamSequence: 0,
    ackFloorStreamSequence: 0,
    pending: 0,
    ackPending: 0,
    redelivered: 0,
    waiting: 0,
    pushBound: false,
    paused: false,
    ...changes,
  };
}

/** Samples ten seconds apart: what changes from one to the next by the index. */
export function samples(
  count: number,
  changes: (i: number) => Partial<ConsumerSnapshot> = () => ({}),
): ConsumerSnapshot[] {
  return Array.from({ length: count }, (_, i) =>
    sample({ at: i * INTERVAL, ...changes(i) }),
  );
}

/** The counters after this many deliveries of as many new messages. */
export function delivered(count: number): Partial<ConsumerSnapshot> {
  return { deliveredConsumerSequence: count, deliveredStreamSequence: count };
}
