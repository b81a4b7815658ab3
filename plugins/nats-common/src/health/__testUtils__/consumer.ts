import { ConsumerSnapshot, StreamState } from '../BrokerSnapshot';
import { ConsumerWindow } from '../consumer/ConsumerWindow';
import { judgeConsumer } from '../consumer/judgeConsumer';
import { ConsumerSettings, StreamSettings } from '../settings';

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

/** The configuration that the server makes of a pull consumer without wishes, with changes. */
export function settings(
  changes: Partial<ConsumerSettings> = {},
): ConsumerSettings {
  return {
    durable: true,
    push: false,
    ackPolicy: 'explicit',
    deliverPolicy: 'all',
    replayPolicy: 'instant',
    ackWaitMs: 30_000,
    longestBackoffMs: 0,
    maxDeliver: -1,
    maxAckPending: 1000,
    filters: [],
    ...changes,
  };
}

/** The configuration that the server makes of a stream without wishes, with changes. */
export function streamSettings(
  changes: Partial<StreamSettings> = {},
): StreamSettings {
  return {
    subjects: ['jobs.>'],
    retention: 'limits',
    discard: 'old',
    storage: 'file',
    replicas: 1,
    maxAgeMs: 0,
    maxMessages: -1,
    maxBytes: -1,
    maxMessagesPerSubject: -1,
    maxConsumers: -1,
    messageTtl: false,
    rollup: false,
    direct: true,
    ...changes,
  };
}

/** A stream that holds these sequences, at a sample's time. */
export function streamState(
  firstSequence: number,
  lastSequence: number,
  changes: Partial<StreamState> = {},
): StreamState {
  return {
    at: 0,
    messages: lastSequence - firstSequence + 1,
    bytes: 0,
    firstSequence,
    lastSequence,
    deleted: 0,
    ...changes,
  };
}

/** The verdict on samples that came in time. */
export function verdictOn(
  window: readonly ConsumerSnapshot[],
  changes: Partial<ConsumerWindow> = {},
) {
  return judgeConsumer({
    samples: window,
    age: 1000,
    interval: INTERVAL,
    ...changes,
  });
}

/** The verdict in one line: level, rule and reason. */
export function judge(...args: Parameters<typeof verdictOn>): string {
  const { level, rule, reason } = verdictOn(...args);
  return `${level} ${rule}: ${reason}`;
}

/** What else is said of samples that came in time: level and rule of each. */
export function findingsOn(...args: Parameters<typeof verdictOn>): string[] {
  return (verdictOn(...args).findings ?? []).map(
    ({ level, rule }) => `${level} ${rule}`,
  );
}
