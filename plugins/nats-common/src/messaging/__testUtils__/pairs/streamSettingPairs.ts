import { consumer, stream } from '../spec';
import { PairGroup } from './Pair';

const other = stream({ name: 'O', subjects: ['o.>'], maxMsgSize: 1000 });
const many = (count: number) =>
  Array.from({ length: count }, (_, i) => consumer({ durableName: `c${i}` }));
const keyValueShape = {
  name: 'KV_x',
  subjects: ['$KV.x.>'],
  discard: 'new',
  allowRollup: true,
  allowDirect: true,
};

/** What a stream does, and what does not go together. */
export const streamSettingPairs: PairGroup = {
  prefix: 'streams[0]',
  build: part => ({ streams: [stream(part), other] }),
  pairs: [
    {
      id: 'js-discard-per-subject',
      at: '.discardPerSubject',
      given: { discardPerSubject: true, maxMsgsPerSubject: 1 },
      fires: { discard: 'old' },
      quiet: { discard: 'new' },
    },
    {
      id: 'js-discard-new',
      at: '.discard',
      fires: { discard: 'new' },
      quiet: { discard: 'old' },
    },
    {
      id: 'js-rollup-deny-purge',
      at: '.allowRollup',
      given: { denyPurge: true },
      fires: { allowRollup: true },
      quiet: { allowRollup: false },
    },
    {
      id: 'js-schedules',
      at: '.allowMsgSchedules',
      given: { allowMsgSchedules: true },
      fires: { discard: 'new' },
      quiet: { discard: 'old' },
    },
    {
      id: 'js-delete-marker',
      at: '.subjectDeleteMarkerTtl',
      fires: { subjectDeleteMarkerTtl: '999ms' },
      quiet: { subjectDeleteMarkerTtl: '1s' },
    },
    {
      id: 'js-sealed-create',
      at: '.sealed',
      fires: { sealed: true },
      quiet: { sealed: false },
    },
    {
      id: 'js-persist-mode',
      at: '.persistMode',
      given: { replicas: 3 },
      fires: { persistMode: 'async' },
      quiet: { persistMode: 'default' },
    },
    {
      id: 'js-level',
      at: '.allowMsgTtl',
      context: { serverVersion: '2.10.27' },
      fires: { allowMsgTtl: true },
      quiet: { allowMsgTtl: false },
    },
    {
      id: 'js-interest-no-consumer',
      at: '.retention',
      given: { retention: 'interest' },
      fires: { consumers: [] },
      quiet: { consumers: many(1) },
    },
    {
      id: 'js-retention-workqueue-late',
      at: '.retention',
      given: { consumers: [consumer({ worker: {} })] },
      fires: { retention: 'limits' },
      quiet: { retention: 'workqueue' },
    },
    {
      id: 'js-workqueue-gap',
      at: '.subjects[1]',
      given: {
        retention: 'workqueue',
        consumers: [consumer({ filterSubject: 's.a' })],
      },
      fires: { subjects: ['s.a', 's.b'] },
      quiet: { subjects: ['s.a'] },
    },
    {
      id: 'js-workqueue-overlap',
      at: '.consumers[1]',
      given: { consumers: many(2) },
      fires: { retention: 'workqueue' },
      quiet: { retention: 'limits' },
    },
    {
      id: 'js-kv-shape',
      at: '.name',
      given: keyValueShape,
      fires: { denyDelete: false },
      quiet: { denyDelete: true },
    },
    {
      id: 'js-bucket-name',
      at: '.name',
      given: { ...keyValueShape, denyDelete: true },
      fires: { name: 'KV_x' },
      quiet: { name: 'KVx' },
    },
  ],
};
