import { JetStreamConfig, StreamSpec } from '@nats-portal/plugin-nats-common';
import { Exception } from './observe';
import { Outcomes } from './Outcome';

/** A change of a stream, and what servers do with it. */
export interface StreamUpdate extends Exception {
  what: string;
  /** The stream as somebody made it, beside its name and `subjects: [s.>]`. */
  given?: JetStreamConfig;
  /** Its consumers. */
  consumers?: JetStreamConfig[];
  wanted: Partial<StreamSpec>;
  server: Outcomes;
}

const HOUR = 3600e9;
const ORIGINS = ['ORIGIN', 'OTHER'];

const taken = (what: string, wanted: StreamUpdate['wanted'], given = {}) => ({
  what,
  wanted,
  given,
  server: 'applied' as const,
});

/** On a server that stands alone and in a cluster alike (facts/jetstream.md §2). */
export const STREAM_UPDATES: StreamUpdate[] = [
  {
    what: 'storage from file to memory',
    wanted: { storage: 'memory' },
    server: 10052,
  },
  {
    what: 'storage from memory to file',
    given: { storage: 'memory' },
    wanted: { storage: 'file' },
    server: 10052,
  },
  ...(['limits', 'interest'] as const).flatMap<StreamUpdate>(retention => [
    {
      what: `retention from ${retention} to workqueue`,
      given: { retention },
      wanted: { retention: 'workqueue' },
      server: 10052,
    },
    {
      what: `retention from workqueue to ${retention}`,
      given: { retention: 'workqueue' },
      wanted: { retention },
      server: 10052,
    },
  ]),
  taken('retention from limits to interest', { retention: 'interest' }),
  taken(
    'retention from interest to limits',
    { retention: 'limits' },
    { retention: 'interest' },
  ),
  {
    what: 'maxConsumers',
    wanted: { maxConsumers: 5 },
    // facts/jetstream.md §2: applied from 2.12.5 on, by its source.
    server: { '2.10.0': 10052, '2.12.5': 'applied' },
  },
  {
    what: 'a mirror of a stream with subjects',
    wanted: { mirror: { name: ORIGINS[0] } },
    server: 10034,
  },
  {
    what: 'a mirror that gets subjects',
    given: { subjects: undefined, mirror: { name: ORIGINS[0] } },
    wanted: { subjects: ['s.>'] },
    server: 10034,
  },
  {
    ...taken('a description of a mirror', {
      mirror: { name: ORIGINS[0] },
      description: 'd',
    }),
    given: { subjects: undefined, mirror: { name: ORIGINS[0] } },
  },
  {
    what: 'firstSequence',
    wanted: { firstSequence: 100 },
    server: 'applied',
  },
  {
    what: 'another mirror',
    given: { subjects: undefined, mirror: { name: ORIGINS[0] } },
    wanted: { mirror: { name: ORIGINS[1] } },
    server: 10055,
  },
  ...(['denyDelete', 'denyPurge'] as const).map<StreamUpdate>(field => ({
    what: `${field} off`,
    given: { deny_delete: true, deny_purge: true },
    wanted: { [field]: false },
    server: 10052,
  })),
  taken('denyDelete on', { denyDelete: true }),
  taken('denyPurge on', { denyPurge: true }),
  {
    ...taken('sealed on', { sealed: true }),
    stricter: 'it cannot be undone, so it is left to hands',
  },
  {
    what: 'sealed off',
    given: { sealed: true },
    wanted: { sealed: false },
    server: 10052,
  },
  {
    what: 'allowMsgTtl on',
    wanted: { allowMsgTtl: true },
    server: { '2.10.0': 'dropped', '2.11.0': 'applied' },
  },
  {
    what: 'allowMsgTtl off',
    given: { allow_msg_ttl: true },
    wanted: { allowMsgTtl: false },
    // An old server never had it on.
    server: { '2.10.0': 'applied', '2.11.0': 10052 },
  },
  {
    what: 'allowMsgSchedules on',
    wanted: { allowMsgSchedules: true },
    server: { '2.10.0': 'dropped', '2.12.0': 'applied' },
  },
  {
    what: 'allowMsgSchedules off',
    given: { allow_msg_schedules: true },
    wanted: { allowMsgSchedules: false },
    server: { '2.10.0': 'applied', '2.12.0': 10052 },
  },
  {
    what: 'allowMsgCounter on',
    wanted: { allowMsgCounter: true },
    server: { '2.10.0': 'dropped', '2.12.0': 10052 },
  },
  {
    what: 'allowMsgCounter off',
    given: { allow_msg_counter: true },
    wanted: { allowMsgCounter: false },
    server: { '2.10.0': 'applied', '2.12.0': 10052 },
  },
  {
    what: 'persistMode async',
    wanted: { persistMode: 'async' },
    server: { '2.10.0': 'dropped', '2.12.0': 10052 },
  },
  {
    what: 'allowAtomicPublish on',
    wanted: { allowAtomicPublish: true },
    server: { '2.10.0': 'dropped', '2.12.0': 'applied' },
  },
  {
    what: 'subjectDeleteMarkerTtl',
    wanted: { subjectDeleteMarkerTtl: '1m' },
    server: { '2.10.0': 'dropped', '2.11.0': 'applied' },
  },
  taken('consumerLimits', { consumerLimits: { maxAckPending: 10 } }),
  {
    what: 'allowRollup with denyPurge',
    given: { deny_purge: true },
    wanted: { allowRollup: true },
    server: 10052,
  },
  {
    what: 'duplicateWindow longer than maxAge',
    given: { max_age: HOUR },
    wanted: { duplicateWindow: '2h' },
    server: 10052,
  },
  {
    what: 'discardPerSubject without discard new',
    wanted: { discardPerSubject: true, maxMsgsPerSubject: 5 },
    server: 10052,
  },
  taken('subjects more', { subjects: ['s.>', 't'] }),
  taken('subjects fewer', { subjects: ['s.a'] }),
  taken('description', { description: 'd' }),
  taken('discard', { discard: 'new' }),
  taken('discardPerSubject', {
    discard: 'new',
    discardPerSubject: true,
    maxMsgsPerSubject: 5,
  }),
  taken('maxMsgs', { maxMsgs: 5 }),
  taken('maxBytes', { maxBytes: 1024 }),
  taken('maxAge', { maxAge: '1h' }),
  taken('maxAge below the duplicate window', { maxAge: '1m' }),
  taken('maxMsgsPerSubject', { maxMsgsPerSubject: 5 }),
  taken('maxMsgSize', { maxMsgSize: 1024 }),
  taken('duplicateWindow', { duplicateWindow: '1m' }),
  taken('compression', { compression: 's2' }),
  taken('compression off', { compression: 'none' }, { compression: 's2' }),
  taken('republish', { republish: { source: 's.a', destination: 'r.a' } }),
  taken('subjectTransform', {
    subjectTransform: { source: 's.>', dest: 't.>' },
  }),
  taken('sources', { sources: [{ name: ORIGINS[0] }] }),
  taken('metadata', { metadata: { team: 'a' } }),
  taken('allowDirect on', { allowDirect: true }),
  taken('allowDirect off', { allowDirect: false }, { allow_direct: true }),
  taken('allowRollup on', { allowRollup: true }),
  taken('allowRollup off', { allowRollup: false }, { allow_rollup_hdrs: true }),
  taken('noAck', { noAck: true }),
];

/** In a cluster of three. */
export const CLUSTERED_STREAM_UPDATES: StreamUpdate[] = [
  taken('replicas from 1 to 3', { replicas: 3 }),
  taken('replicas from 3 to 1', { replicas: 1 }, { num_replicas: 3 }),
];

/** On a server that stands alone. */
export const LONE_STREAM_UPDATES: StreamUpdate[] = [
  {
    what: 'replicas from 1 to 3',
    wanted: { replicas: 3 },
    // facts/jetstream.md §2: taken up to 2.14.5, refused by 2.15.1.
    server: { '2.10.0': 'applied', '2.15.0': 10074 },
    stricter: 'the server would never start again',
  },
  // An old cluster answers now 10051 and now nothing at all.
  {
    what: "consumerLimits below a consumer's own",
    consumers: [
      { durable_name: 'c', ack_policy: 'explicit', max_ack_pending: 1000 },
    ],
    wanted: { consumerLimits: { maxAckPending: 10 } },
    server: 10069,
  },
];
