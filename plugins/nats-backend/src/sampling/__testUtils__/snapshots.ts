import {
  BrokerSnapshot,
  ConsumerSettings,
  ConsumerSnapshot,
  StreamSettings,
  StreamSnapshot,
} from '@nats-portal/plugin-nats-common';

/** A consumer with nothing to do, with changes. */
export function consumerRow(
  changes: Partial<ConsumerSnapshot> = {},
): ConsumerSnapshot {
  return {
    account: 'APP',
    stream: 'JOBS',
    name: 'echo-workers',
    created: '2026-01-01T00:00:00Z',
    at: 1_000,
    leader: 'n1',
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

/** An empty stream, with changes. */
export function streamRow(
  changes: Partial<StreamSnapshot> = {},
): StreamSnapshot {
  return {
    account: 'APP',
    name: 'JOBS',
    created: '2026-01-01T00:00:00Z',
    at: 1_000,
    leader: 'n1',
    messages: 0,
    bytes: 0,
    firstSequence: 0,
    lastSequence: 0,
    deleted: 0,
    consumers: 1,
    ...changes,
  };
}

/** A snapshot of nothing, with changes. */
export function snapshotOf(
  changes: Partial<BrokerSnapshot> = {},
): BrokerSnapshot {
  return {
    at: 1_000,
    source: 'system',
    servers: [],
    streams: [],
    consumers: [],
    leaderless: [],
    leaderlessStreams: [],
    unreadable: [],
    problems: [],
    ...changes,
  };
}

/** What a server makes of a pull consumer without wishes. */
export const CONSUMER_SETTINGS: ConsumerSettings = {
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
};

/** What a server makes of a stream without wishes. */
export const STREAM_SETTINGS: StreamSettings = {
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
};
