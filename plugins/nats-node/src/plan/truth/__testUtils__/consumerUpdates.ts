import { ConsumerSpec, JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { Exception } from './observe';
import { Outcomes } from './Outcome';

/** A change of a consumer, and what servers do with it. */
export interface ConsumerUpdate extends Exception {
  what: string;
  /** Its stream as somebody made it, beside its name and `subjects: [s.>]`. */
  stream?: JetStreamConfig;
  /** The consumer as somebody made it, beside its name and `ack_policy: explicit`. */
  given?: JetStreamConfig;
  wanted: Partial<ConsumerSpec>;
  server: Outcomes;
}

const SECOND = 1e9;
const PUSH = { deliver_subject: 'd' };
const PUSHED = { deliverSubject: 'd' };

const taken = (
  what: string,
  wanted: ConsumerUpdate['wanted'],
  given = {},
  stream = {},
) => ({ what, wanted, given, stream, server: 'applied' as const });

const refused = (
  what: string,
  wanted: ConsumerUpdate['wanted'],
  given = {},
) => ({ what, wanted, given, server: 10012 });

/** On a server that stands alone and in a cluster alike (facts/jetstream.md §3). */
export const CONSUMER_UPDATES: ConsumerUpdate[] = [
  refused('ackPolicy to none', { ackPolicy: 'none' }),
  refused('ackPolicy to all', { ...PUSHED, ackPolicy: 'all' }, PUSH),
  refused('deliverPolicy', { deliverPolicy: 'new' }),
  refused(
    'optStartSeq',
    { deliverPolicy: 'byStartSequence', optStartSeq: 2 },
    { deliver_policy: 'by_start_sequence', opt_start_seq: 1 },
  ),
  refused(
    'optStartTime',
    { deliverPolicy: 'byStartTime', optStartTime: '2026-01-02T00:00:00Z' },
    {
      deliver_policy: 'by_start_time',
      opt_start_time: '2026-01-01T00:00:00Z',
    },
  ),
  refused('replayPolicy', { replayPolicy: 'original' }),
  refused('maxWaiting', { maxWaiting: 5 }),
  refused('heartbeatInterval', { ...PUSHED, heartbeatInterval: '5s' }, PUSH),
  refused(
    'flowControl',
    { ...PUSHED, heartbeatInterval: '5s', flowControl: true },
    { ...PUSH, idle_heartbeat: 5 * SECOND },
  ),
  {
    ...refused('from pull to push', PUSHED),
    // Not 10012: the max_waiting that pull consumers have is in the way first.
    server: 10080,
  },
  {
    ...refused('from push to pull', { maxDeliver: 5 }, PUSH),
    // What the spec leaves out stays; the portal sees another kind of consumer.
    server: 'applied',
    stricter: 'who leaves out deliverSubject means a pull consumer',
  },
  {
    what: 'memStorage',
    wanted: { memStorage: true },
    // facts/jetstream.md §3: from 2.14.4 on, by its source.
    server: { '2.10.0': 'applied', '2.14.4': 10012 },
  },
  taken('filterSubject', { filterSubject: 's.b' }, { filter_subject: 's.a' }),
  taken('filterSubject to none before', { filterSubject: 's.a' }),
  taken(
    'filterSubject to filterSubjects',
    { filterSubjects: ['s.a', 's.b'] },
    { filter_subject: 's.a' },
  ),
  taken(
    'filterSubjects to filterSubject',
    { filterSubject: 's.a' },
    { filter_subjects: ['s.a', 's.b'] },
  ),
  taken('ackWait', { ackWait: '5s' }),
  taken('maxDeliver', { maxDeliver: 5 }),
  taken('backoff', { backoff: ['1s', '5s'], maxDeliver: 3 }),
  {
    what: 'backoff longer than maxDeliver',
    given: { max_deliver: 1 },
    wanted: { backoff: ['1s', '5s'] },
    server: 10116,
  },
  {
    what: 'maxDeliver below the backoff',
    given: { max_deliver: 3, backoff: [SECOND, 5 * SECOND] },
    wanted: { maxDeliver: 1 },
    server: 10116,
  },
  taken('maxAckPending', { maxAckPending: 5 }),
  taken('sampleFreq', { sampleFreq: '50' }),
  taken('sampleFreq in percent', { sampleFreq: '50%' }),
  taken('headersOnly', { headersOnly: true }),
  taken('maxRequestBatch', { maxRequestBatch: 5 }),
  taken('maxRequestExpires', { maxRequestExpires: '5s' }),
  taken('maxRequestMaxBytes', { maxRequestMaxBytes: 1024 }),
  taken('inactiveThreshold', { inactiveThreshold: '24h' }),
  taken('metadata', { metadata: { team: 'a' } }),
  taken('description', { description: 'd' }),
  taken('rateLimitBps', { ...PUSHED, rateLimitBps: 8_000_000 }, PUSH),
  taken('deliverGroup', { ...PUSHED, deliverGroup: 'g' }, PUSH),
  taken('deliverSubject that nobody listens to', { deliverSubject: 'e' }, PUSH),
  {
    what: 'priorityGroups',
    wanted: { priorityPolicy: 'overflow', priorityGroups: ['a'] },
    server: { '2.10.0': 'dropped', '2.11.0': 'applied' },
  },
  {
    what: 'pauseUntil',
    wanted: { pauseUntil: '2126-01-01T00:00:00Z' },
    server: 'dropped',
  },
  {
    what: 'maxAckPending above consumerLimits',
    stream: { consumer_limits: { max_ack_pending: 1000 } },
    wanted: { maxAckPending: 2000 },
    server: 10121,
  },
];

/** In a cluster of three; the stream has three replicas. */
export const CLUSTERED_CONSUMER_UPDATES: ConsumerUpdate[] = [
  taken(
    'replicas from as the stream to 1',
    { replicas: 1 },
    {},
    { num_replicas: 3 },
  ),
  taken(
    'replicas from 1 to as the stream',
    { replicas: 0 },
    { num_replicas: 1 },
    { num_replicas: 3 },
  ),
  {
    what: 'replicas of a work queue',
    stream: { retention: 'workqueue', num_replicas: 3 },
    wanted: { replicas: 1 },
    server: 10134,
  },
];

/** On a server that stands alone. */
export const LONE_CONSUMER_UPDATES: ConsumerUpdate[] = [
  { what: 'replicas from 0 to 3', wanted: { replicas: 3 }, server: 10074 },
];
