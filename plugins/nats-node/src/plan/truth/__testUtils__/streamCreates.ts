import { JetStreamConfig, StreamSpec } from '@nats-portal/plugin-nats-common';
import { Exception } from './observe';
import { Outcomes } from './Outcome';

/** A new stream, and what servers do with it. */
export interface StreamCreate extends Exception {
  what: string;
  /** Streams that are there already. */
  others?: JetStreamConfig[];
  /** Beside its name. */
  wanted: Partial<StreamSpec>;
  server: Outcomes;
}

const GIB = 1024 ** 3;
const SUBJECTS = { subjects: ['s.>'] };
const MIRROR = { mirror: { name: 'ORIGIN' } };
const ORIGIN = { name: 'ORIGIN', subjects: ['origin'] };

const taken = (what: string, wanted: Partial<StreamSpec>): StreamCreate => ({
  what,
  wanted: { ...SUBJECTS, ...wanted },
  server: 'applied',
});

const refused = (
  what: string,
  wanted: Partial<StreamSpec>,
  server: Outcomes = 10052,
): StreamCreate => ({ what, wanted: { ...SUBJECTS, ...wanted }, server });

const mirrored = (
  what: string,
  wanted: Partial<StreamSpec>,
  server: Outcomes,
): StreamCreate => ({
  what,
  others: [ORIGIN],
  wanted: { ...MIRROR, ...wanted },
  server,
});

/** Old servers do not know the field; whatever is wrong with it they drop. */
const since = (version: string, code: number): Outcomes => ({
  '2.10.0': 'dropped',
  [version]: code,
});

/** On a server that stands alone and in a cluster alike (facts/jetstream.md §4). */
export const STREAM_CREATES: StreamCreate[] = [
  {
    what: 'a subject that another stream has',
    others: [{ name: 'OTHER', subjects: ['s.a'] }],
    wanted: SUBJECTS,
    server: 10065,
  },
  refused('subjects that overlap', { subjects: ['s.>', 's.a'] }),
  refused('a subject twice', { subjects: ['s', 's'] }),
  refused('a space in a subject', { subjects: ['s s'] }),
  ...['>', '$JS.>', '$JSC.>', '$SYS.>'].map(subject =>
    refused(`the subject ${subject}`, { subjects: [subject] }),
  ),
  {
    ...refused('the subject $NRG.>', { subjects: ['$NRG.>'] }),
    server: { '2.10.0': 'applied', '2.14.0': 10052 },
    stricter: 'it is for what servers say to each other',
  },
  taken('the subject $SYS.ACCOUNT.>', { subjects: ['$SYS.ACCOUNT.>'] }),
  taken('the subject $JS.EVENT.>', { subjects: ['$JS.EVENT.>'] }),
  {
    what: 'no subjects',
    wanted: { subjects: [] },
    server: 'applied',
    stricter: 'its name would be its subject, which nobody means',
  },
  refused('maxAge below 100 ms', { maxAge: '50ms' }),
  refused('duplicateWindow below 100 ms', { duplicateWindow: '50ms' }),
  refused('duplicateWindow longer than maxAge', {
    maxAge: '1m',
    duplicateWindow: '2m',
  }),
  refused('discardPerSubject without discard new', {
    discardPerSubject: true,
    maxMsgsPerSubject: 1,
  }),
  refused('discardPerSubject without maxMsgsPerSubject', {
    discardPerSubject: true,
    discard: 'new',
  }),
  refused('allowRollup with denyPurge', { allowRollup: true, denyPurge: true }),
  refused('sealed', { sealed: true }),
  mirrored('a mirror with subjects', SUBJECTS, 10034),
  mirrored('a mirror with sources', { sources: [{ name: 'ORIGIN' }] }, 10031),
  mirrored('a mirror with firstSequence', { firstSequence: 5 }, 10143),
  refused('mirrorDirect without a mirror', { mirrorDirect: true }),
  mirrored(
    'a mirror with allowAtomicPublish',
    { allowAtomicPublish: true },
    since('2.12.0', 10198),
  ),
  mirrored(
    'a mirror with allowMsgCounter',
    { allowMsgCounter: true },
    since('2.12.0', 10173),
  ),
  mirrored(
    'a mirror with allowMsgSchedules',
    { allowMsgSchedules: true },
    since('2.12.0', 10186),
  ),
  mirrored(
    'a mirror with subjectDeleteMarkerTtl',
    { subjectDeleteMarkerTtl: '1m' },
    since('2.11.0', 10052),
  ),
  refused(
    'sources with allowMsgSchedules',
    { sources: [{ name: 'ORIGIN' }], allowMsgSchedules: true },
    since('2.12.0', 10187),
  ),
  refused(
    'a source twice',
    { sources: [{ name: 'ORIGIN' }, { name: 'ORIGIN' }] },
    10140,
  ),
  refused(
    'a source with a filter and transforms',
    {
      sources: [
        {
          name: 'ORIGIN',
          filterSubject: 'a',
          subjectTransforms: [{ source: 'a', dest: 'b' }],
        },
      ],
    },
    10144,
  ),
  refused(
    'a source with transforms that overlap',
    {
      sources: [
        {
          name: 'ORIGIN',
          subjectTransforms: [
            { source: 'a.>', dest: 'b.>' },
            { source: 'a.x', dest: 'c' },
          ],
        },
      ],
    },
    10147,
  ),
  {
    ...refused(
      'a mirror with a filter and transforms',
      {
        subjects: undefined,
        mirror: {
          name: 'ORIGIN',
          filterSubject: 'origin',
          subjectTransforms: [{ source: 'origin', dest: 'b' }],
        },
      },
      10150,
    ),
    others: [ORIGIN],
  },
  {
    ...refused(
      'a mirror with transforms that overlap',
      {
        subjects: undefined,
        mirror: {
          name: 'ORIGIN',
          subjectTransforms: [
            { source: 'a.>', dest: 'b.>' },
            { source: 'a.x', dest: 'c' },
          ],
        },
      },
      10152,
    ),
    others: [ORIGIN],
  },
  refused(
    'allowMsgSchedules with discard new',
    { allowMsgSchedules: true, discard: 'new' },
    since('2.12.0', 10052),
  ),
  refused(
    'allowMsgCounter with discard new',
    { allowMsgCounter: true, discard: 'new' },
    since('2.12.0', 10052),
  ),
  refused(
    'allowMsgCounter with allowMsgTtl',
    { allowMsgCounter: true, allowMsgTtl: true },
    since('2.12.0', 10052),
  ),
  refused(
    'allowMsgCounter with allowMsgSchedules',
    { allowMsgCounter: true, allowMsgSchedules: true },
    since('2.12.0', 10052),
  ),
  refused(
    'allowMsgCounter with retention workqueue',
    { allowMsgCounter: true, retention: 'workqueue' },
    since('2.12.0', 10052),
  ),
  refused(
    'persistMode async in memory',
    { persistMode: 'async', storage: 'memory' },
    since('2.12.0', 10052),
  ),
  refused(
    'persistMode async with allowAtomicPublish',
    { persistMode: 'async', allowAtomicPublish: true },
    since('2.12.0', 10052),
  ),
  refused(
    'subjectDeleteMarkerTtl below a second',
    { subjectDeleteMarkerTtl: '500ms' },
    since('2.11.0', 10052),
  ),
  refused('a description of more than 4 KiB', {
    description: 'd'.repeat(4097),
  }),
  refused('metadata of more than 128 KiB', {
    metadata: { a: 'm'.repeat(128 * 1024) },
  }),
  refused('replicas above 5', { replicas: 6 }),
  taken('metadata of 127 KiB', {
    metadata: { a: 'm'.repeat(127 * 1024) },
  }),
  taken('nothing but subjects', {}),
  taken('limits', {
    maxMsgs: 5,
    maxBytes: 1024,
    maxAge: '1m',
    maxMsgSize: 1024,
    maxMsgsPerSubject: 5,
    maxConsumers: 5,
  }),
  taken('limits that say none', {
    maxMsgs: -1,
    maxBytes: -1,
    maxMsgSize: -1,
    maxMsgsPerSubject: -1,
    maxConsumers: -1,
  }),
  taken('limits of 0', { maxMsgs: 0, maxBytes: 0, maxMsgsPerSubject: 0 }),
  taken('memory', { storage: 'memory' }),
  taken('retention interest', { retention: 'interest' }),
  taken('compression', { compression: 's2' }),
  taken('firstSequence', { firstSequence: 100 }),
  taken('metadata', { metadata: { team: 'a' } }),
  taken('consumerLimits', {
    consumerLimits: { maxAckPending: 5, inactiveThreshold: '1h' },
  }),
  taken('subjects in another order than sorted', { subjects: ['t', 's'] }),
  taken('republish', {
    republish: { source: 's.>', destination: 'r.>' },
  }),
  {
    ...taken('sources', { sources: [{ name: 'ORIGIN' }] }),
    others: [ORIGIN],
  },
  mirrored('a mirror', {}, 'applied'),
  ...(
    [
      ['allowMsgTtl', '2.11.0', true],
      ['subjectDeleteMarkerTtl', '2.11.0', '1m'],
      ['allowMsgSchedules', '2.12.0', true],
      ['allowMsgCounter', '2.12.0', true],
      ['allowAtomicPublish', '2.12.0', true],
      ['persistMode', '2.12.0', 'async'],
    ] as const
  ).map<StreamCreate>(([field, version, value]) => ({
    what: field,
    wanted: { ...SUBJECTS, [field]: value },
    server: { '2.10.0': 'dropped', [version]: 'applied' },
  })),
];

/** In a cluster of three with a store of 1 GiB each. */
export const CLUSTERED_STREAM_CREATES: StreamCreate[] = [
  refused('more replicas than servers', { replicas: 5 }, 10005),
  taken('two replicas', { replicas: 2 }),
  {
    ...refused(
      'placement that no server fits',
      { placement: { tags: ['nowhere'] } },
      10005,
    ),
    unforeseen: 'the tags of servers are not read',
  },
  refused(
    'persistMode async with replicas',
    { persistMode: 'async', replicas: 3 },
    since('2.12.0', 10052),
  ),
  refused('maxBytes above the store', { maxBytes: 2 * GIB }, 10005),
];

/** On a server that stands alone, with a store of 1 GiB. */
export const LONE_STREAM_CREATES: StreamCreate[] = [
  refused('replicas', { replicas: 3 }, 10074),
  refused('maxBytes above the store', { maxBytes: 2 * GIB }, 10047),
];
