import { stream } from '../spec';
import { PairGroup } from './Pair';

const other = stream({ name: 'O', subjects: ['o.>'], maxMsgSize: 1000 });
const copy = { subjects: [], mirror: { name: 'O' } };
const long = (length: number) => 'x'.repeat(length);
const KIB = 1024;

/** What a stream is called, takes in and copies. */
export const streamSubjectPairs: PairGroup = {
  prefix: 'streams[0]',
  build: part => ({ streams: [stream(part), other] }),
  pairs: [
    {
      id: 'js-name',
      at: '.name',
      fires: { name: 'a b' },
      quiet: { name: 'a-b' },
    },
    {
      id: 'js-shape',
      at: '.maxAge',
      fires: { maxAge: 24 },
      quiet: { maxAge: '24h' },
    },
    {
      id: 'js-unknown-field',
      at: '.maxAges',
      fires: { maxAges: 5 },
      quiet: { maxMsgs: 5 },
    },
    {
      id: 'js-no-subjects',
      at: '.subjects',
      fires: { subjects: [] },
      quiet: { subjects: ['a'] },
    },
    {
      id: 'js-subject-invalid',
      at: '.subjects[0]',
      fires: { subjects: ['a..b'] },
      quiet: { subjects: ['a.b'] },
    },
    {
      id: 'js-subject-plain-wildcard',
      at: '.subjects[0]',
      fires: { subjects: ['s.*x'] },
      quiet: { subjects: ['s.*.x'] },
    },
    {
      id: 'js-subject-all',
      at: '.subjects[0]',
      fires: { subjects: ['$JS.>'] },
      quiet: { subjects: ['$JS.EVENT.>'] },
    },
    {
      id: 'js-subject-overlap',
      at: '.subjects[1]',
      fires: { subjects: ['s.a', 's.*'] },
      quiet: { subjects: ['s.a', 's'] },
    },
    {
      id: 'js-subject-naming',
      at: '.subjects[0]',
      fires: { subjects: ['_INBOX.>'] },
      quiet: { subjects: ['INBOX.>'] },
    },
    {
      id: 'js-mirror-mix',
      at: '.subjects',
      given: copy,
      fires: { subjects: ['s'] },
      quiet: { subjects: [] },
    },
    {
      id: 'js-source-missing',
      at: '.sources[0].name',
      fires: { sources: [{ name: 'X' }] },
      quiet: { sources: [{ name: 'O' }] },
    },
    {
      id: 'js-source-max-msg-size',
      at: '.maxMsgSize',
      given: copy,
      fires: { maxMsgSize: 999 },
      quiet: { maxMsgSize: 1000 },
    },
    {
      id: 'js-source-cycle',
      at: '.sources[0]',
      fires: { sources: [{ name: 'S' }] },
      quiet: { sources: [{ name: 'O' }] },
    },
    {
      id: 'js-source-duplicate',
      at: '.sources[1]',
      fires: { sources: [{ name: 'O' }, { name: 'O' }] },
      quiet: { sources: [{ name: 'O' }] },
    },
    {
      id: 'js-transform',
      at: '.subjectTransform',
      fires: { subjectTransform: { source: 's.*', dest: 'z.*' } },
      quiet: { subjectTransform: { source: 's.*', dest: 'z.$1' } },
    },
    {
      id: 'js-republish',
      at: '.republish',
      fires: { republish: { source: 's.>', destination: 's.>' } },
      quiet: { republish: { source: 's.>', destination: 'z.>' } },
    },
    {
      id: 'js-description',
      at: '.description',
      fires: { description: long(4097) },
      quiet: { description: long(4096) },
    },
    {
      id: 'js-metadata',
      at: '.metadata',
      fires: { metadata: { k: long(128 * KIB) } },
      quiet: { metadata: { k: long(128 * KIB - 1) } },
    },
    {
      id: 'js-reserved-metadata',
      at: '.metadata',
      fires: { metadata: { '_nats.ver': '1' } },
      quiet: { metadata: { 'nats.ver': '1' } },
    },
  ],
};
