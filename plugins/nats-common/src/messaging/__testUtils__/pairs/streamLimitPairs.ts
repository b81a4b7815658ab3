import { consumer, stream } from '../spec';
import { PairGroup } from './Pair';

const other = stream({ name: 'O', subjects: ['o.>'], maxMsgSize: 1000 });
const many = (count: number) =>
  Array.from({ length: count }, (_, i) => consumer({ durableName: `c${i}` }));

/** How much a stream keeps, for how long, and where. */
export const streamLimitPairs: PairGroup = {
  prefix: 'streams[0]',
  build: part => ({ streams: [stream(part), other] }),
  pairs: [
    {
      id: 'js-replicas-standalone',
      at: '.replicas',
      context: { servers: 1 },
      fires: { replicas: 3 },
      quiet: { replicas: 1 },
    },
    {
      id: 'js-replicas-cluster',
      at: '.replicas',
      context: { servers: 3 },
      fires: { replicas: 5 },
      quiet: { replicas: 3 },
    },
    {
      id: 'js-replicas-even',
      at: '.replicas',
      context: { servers: 5 },
      fires: { replicas: 4 },
      quiet: { replicas: 5 },
    },
    {
      id: 'js-reservation',
      at: '.maxBytes',
      context: { servers: 1, fileStore: 100 },
      fires: { maxBytes: 101 },
      quiet: { maxBytes: 100 },
    },
    {
      id: 'js-memory-store',
      at: '.storage',
      context: { memoryStore: 0 },
      fires: { storage: 'memory' },
      quiet: { storage: 'file' },
    },
    {
      id: 'js-unlimited',
      at: '',
      fires: { maxAge: '0s' },
      quiet: { maxAge: '1h' },
    },
    {
      id: 'js-max-age',
      at: '.maxAge',
      fires: { maxAge: '99ms' },
      quiet: { maxAge: '100ms' },
    },
    {
      id: 'js-duration',
      at: '.maxAge',
      fires: { maxAge: '7 days' },
      quiet: { maxAge: '7d' },
    },
    {
      id: 'js-duplicate-window',
      at: '.duplicateWindow',
      fires: { duplicateWindow: '25h' },
      quiet: { duplicateWindow: '24h' },
    },
    {
      id: 'js-max-consumers',
      at: '.maxConsumers',
      given: { consumers: many(1001) },
      fires: { maxConsumers: -1 },
      quiet: { maxConsumers: 1001 },
    },
    {
      id: 'js-max-consumers-exceeded',
      at: '.maxConsumers',
      given: { consumers: many(2) },
      fires: { maxConsumers: 1 },
      quiet: { maxConsumers: 2 },
    },
    {
      id: 'js-max-msg-size',
      at: '.maxMsgSize',
      fires: { maxMsgSize: 2 ** 31 },
      quiet: { maxMsgSize: 2 ** 31 - 1 },
    },
  ],
};
