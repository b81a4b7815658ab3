import { ConsumerSpec, JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { Exception } from './observe';
import { Outcomes } from './Outcome';

/** A new consumer, and what servers do with it. */
export interface ConsumerCreate extends Exception {
  what: string;
  /** Its stream as somebody made it, beside its name and `subjects: [s.>]`. */
  stream?: JetStreamConfig;
  /** Consumers of the stream that are there already. */
  others?: JetStreamConfig[];
  /** Beside its name. */
  wanted: Partial<ConsumerSpec>;
  server: Outcomes;
}

const WORK_QUEUE = { retention: 'workqueue' };
const EXPLICIT = { ackPolicy: 'explicit' } as const;
const PUSHED = { deliverSubject: 'd' };
const other = (config: JetStreamConfig = {}) => ({
  durable_name: 'other',
  ack_policy: 'explicit',
  ...config,
});

const refused = (
  what: string,
  wanted: Partial<ConsumerSpec>,
  server: Outcomes,
  rest: Partial<ConsumerCreate> = {},
): ConsumerCreate => ({
  what,
  wanted: { ...EXPLICIT, ...wanted },
  server,
  ...rest,
});

const taken = (
  what: string,
  wanted: Partial<ConsumerSpec>,
  rest: Partial<ConsumerCreate> = {},
) => refused(what, wanted, 'applied', rest);

/** On a server that stands alone and in a cluster alike (facts/jetstream.md §4). */
export const CONSUMER_CREATES: ConsumerCreate[] = [
  refused('a second one of everything of a work queue', {}, 10099, {
    stream: WORK_QUEUE,
    others: [other()],
  }),
  refused(
    'filters of a work queue that overlap',
    { filterSubject: 's.a' },
    10100,
    { stream: WORK_QUEUE, others: [other({ filter_subject: 's.>' })] },
  ),
  taken(
    'filters of a work queue that do not overlap',
    { filterSubject: 's.a' },
    {
      stream: WORK_QUEUE,
      others: [other({ filter_subject: 's.b' })],
    },
  ),
  refused('ackPolicy none on a work queue', { ackPolicy: 'none' }, 10084, {
    stream: WORK_QUEUE,
  }),
  refused('ackPolicy all on a work queue', { ackPolicy: 'all' }, 10098, {
    stream: WORK_QUEUE,
  }),
  refused(
    'deliverPolicy new on a work queue',
    { deliverPolicy: 'new' },
    10101,
    {
      stream: WORK_QUEUE,
    },
  ),
  refused(
    'backoff longer than maxDeliver',
    { maxDeliver: 1, backoff: ['1s', '5s'] },
    10116,
  ),
  taken('backoff as long as maxDeliver', {
    maxDeliver: 2,
    backoff: ['1s', '5s'],
  }),
  taken('backoff with maxDeliver -1', {
    maxDeliver: -1,
    backoff: ['1s', '5s'],
  }),
  refused(
    'filterSubject and filterSubjects',
    { filterSubject: 's.a', filterSubjects: ['s.b'] },
    10136,
  ),
  refused('an empty filter', { filterSubjects: ['s.a', ''] }, 10139),
  refused('a filter twice', { filterSubjects: ['s.a', 's.a'] }, 10138),
  refused('a filter within another', { filterSubjects: ['s.a', 's.>'] }, 10138),
  refused(
    'filters that cross',
    { filterSubjects: ['s.a.x.>', 's.a.*.y'] },
    { '2.10.0': 10138, '2.14.0': 'applied' },
  ),
  {
    ...taken('a filter outside the stream', { filterSubject: 't' }),
    stricter: 'it would never get a message',
  },
  refused('more consumers than maxConsumers', {}, 10026, {
    stream: { max_consumers: 1 },
    others: [other()],
  }),
  refused('maxAckPending above consumerLimits', { maxAckPending: 10 }, 10121, {
    stream: { consumer_limits: { max_ack_pending: 5 } },
  }),
  refused(
    'inactiveThreshold above consumerLimits',
    { inactiveThreshold: '2h' },
    10153,
    { stream: { consumer_limits: { inactive_threshold: 3600e9 } } },
  ),
  taken(
    'consumerLimits to inherit',
    {},
    {
      stream: {
        consumer_limits: { max_ack_pending: 5, inactive_threshold: 3600e9 },
      },
    },
  ),
  refused('optStartSeq without its deliverPolicy', { optStartSeq: 5 }, 10094),
  refused(
    'deliverPolicy byStartSequence without optStartSeq',
    { deliverPolicy: 'byStartSequence' },
    10094,
  ),
  refused(
    'deliverPolicy byStartTime without optStartTime',
    { deliverPolicy: 'byStartTime' },
    10094,
  ),
  refused(
    'deliverPolicy lastPerSubject without a filter',
    { deliverPolicy: 'lastPerSubject' },
    10094,
  ),
  refused('push to a wildcard', { deliverSubject: 'd.>' }, 10079),
  refused('push into its own stream', { deliverSubject: 's.d' }, 10081),
  refused('push with maxWaiting', { ...PUSHED, maxWaiting: 5 }, 10080),
  refused(
    'push with maxAckPending and ackPolicy none',
    { ...PUSHED, ackPolicy: 'none', maxAckPending: 5 },
    10082,
  ),
  refused(
    'push with a heartbeat below 100 ms',
    { ...PUSHED, heartbeatInterval: '50ms' },
    10083,
  ),
  refused(
    'push with flowControl and no heartbeat',
    { ...PUSHED, flowControl: true },
    10108,
  ),
  refused('pull with a heartbeat', { heartbeatInterval: '5s' }, 10088),
  refused('pull with flowControl', { flowControl: true }, 10089),
  refused('pull with rateLimitBps', { rateLimitBps: 8000 }, 10086),
  refused('maxRequestExpires below 1 ms', { maxRequestExpires: '1us' }, 10115),
  refused('sampleFreq that is no percentage', { sampleFreq: '1.5' }, 10095),
  refused(
    'priority groups of a push consumer',
    { ...PUSHED, priorityPolicy: 'overflow', priorityGroups: ['a'] },
    { '2.10.0': 'dropped', '2.11.0': 10178 },
  ),
  refused(
    'a priority policy without groups',
    { priorityPolicy: 'overflow' },
    { '2.10.0': 'dropped', '2.11.0': 10159 },
  ),
  refused(
    'priority groups without a policy',
    { priorityGroups: ['a'] },
    { '2.10.0': 'dropped', '2.14.0': 10196 },
  ),
  refused(
    'pinnedTtl without a policy',
    { pinnedTtl: '1m' },
    { '2.10.0': 'dropped', '2.14.0': 10197 },
  ),
  refused(
    'a description of more than 4 KiB',
    { description: 'd'.repeat(4097) },
    10107,
  ),
  refused(
    'metadata of more than 128 KiB',
    { metadata: { a: 'm'.repeat(128 * 1024) } },
    10135,
  ),
  taken('metadata of 127 KiB', {
    metadata: { a: 'm'.repeat(127 * 1024) },
  }),
  taken('nothing but ackPolicy', {}),
  taken('ackPolicy none', { ackPolicy: 'none' }),
  taken('ackPolicy all', { ackPolicy: 'all' }),
  taken('ackPolicy none with backoff', {
    ackPolicy: 'none',
    backoff: ['1s'],
    maxDeliver: 2,
  }),
  taken('an ackWait of 1 ms', { ackWait: '1ms' }),
  taken('backoff that shortens', { backoff: ['5s', '1s'], maxDeliver: 3 }),
  taken('sampleFreq', { sampleFreq: '50%' }),
  taken('filterSubjects in another order than sorted', {
    filterSubjects: ['s.b', 's.a'],
  }),
  taken('one of filterSubjects', { filterSubjects: ['s.a'] }),
  taken('deliverPolicy lastPerSubject', {
    deliverPolicy: 'lastPerSubject',
    filterSubject: 's.>',
  }),
  taken('deliverPolicy byStartTime', {
    deliverPolicy: 'byStartTime',
    optStartTime: '2026-01-31T13:00:00+01:00',
  }),
  taken('an instant in another time zone', {
    deliverPolicy: 'byStartTime',
    optStartTime: '2026-01-31T13:00:00.5+01:00',
  }),
  taken('push', {
    ...PUSHED,
    flowControl: true,
    heartbeatInterval: '5s',
    rateLimitBps: 8_000_000,
    deliverGroup: 'g',
  }),
  ...(
    [
      ['pauseUntil', { pauseUntil: '2126-01-01T01:00:00+01:00' }],
      ['priorityGroups', { priorityPolicy: 'overflow', priorityGroups: ['a'] }],
      [
        'pinnedTtl',
        {
          priorityPolicy: 'pinned_client',
          priorityGroups: ['a'],
          pinnedTtl: '1m',
        },
      ],
    ] as const
  ).map<ConsumerCreate>(([what, wanted]) => ({
    what,
    wanted: { ...EXPLICIT, ...wanted } as Partial<ConsumerSpec>,
    server: { '2.10.0': 'dropped', '2.11.0': 'applied' },
  })),
];

/** In a cluster of three. */
export const CLUSTERED_CONSUMER_CREATES: ConsumerCreate[] = [
  refused('more replicas than the stream', { replicas: 3 }, 10126),
  refused('fewer replicas than a work queue', { replicas: 1 }, 10134, {
    stream: { ...WORK_QUEUE, num_replicas: 3 },
  }),
  taken(
    'fewer replicas than the stream',
    { replicas: 1 },
    {
      stream: { num_replicas: 3 },
    },
  ),
];

/** On a server that stands alone. */
export const LONE_CONSUMER_CREATES: ConsumerCreate[] = [
  refused('replicas', { replicas: 3 }, 10074),
];
