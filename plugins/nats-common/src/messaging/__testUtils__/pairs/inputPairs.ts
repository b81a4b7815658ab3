import { keyValue, stream } from '../spec';
import { Pair, PairGroup } from './Pair';

type Part = Pair['fires'];

const nack = (kind: string, spec: Part) => ({
  apiVersion: 'jetstream.nats.io/v1beta2',
  kind,
  metadata: { name: 'a' },
  spec,
});
const orders = {
  name: 'ORDERS',
  subjects: ['orders.>'],
  maxAge: '1h',
  storage: 'file',
  replicas: 1,
};
const worker = { durableName: 'c', ackPolicy: 'explicit', ackWait: '30s' };
const api = { name: 'ORDERS', subjects: ['orders.>'], max_age: 1e9 };

/** Buckets, and inputs in other forms than that of a messaging spec. */
export const inputPairs: PairGroup[] = [
  {
    prefix: 'keyValues[0]',
    build: part => ({ keyValues: [keyValue(part), keyValue({ bucket: 'a' })] }),
    pairs: [
      {
        id: 'js-kv-history',
        at: '.history',
        fires: { history: 65 },
        quiet: { history: 64 },
      },
      {
        id: 'js-kv-source',
        at: '.sources[0].filterSubject',
        fires: { sources: [{ name: 'a', filterSubject: '$KV.a.x' }] },
        quiet: { sources: [{ name: 'a' }] },
      },
    ],
  },
  {
    prefix: '',
    build: ({ text }) => text,
    pairs: [
      {
        id: 'js-syntax',
        at: '',
        fires: { text: 'streams: [' },
        quiet: { text: 'streams: []' },
      },
    ],
  },
  {
    prefix: 'streams[1]',
    build: part => ({
      streams: [stream(), stream({ subjects: ['t'], ...part })],
    }),
    pairs: [
      {
        id: 'js-duplicate-asset',
        at: '.name',
        fires: { name: 'S' },
        quiet: { name: 'T' },
      },
    ],
  },
  {
    prefix: '[0]',
    build: part => [nack('Stream', { ...orders, ...part })],
    pairs: [
      {
        id: 'js-left-out',
        at: '.spec.preventDelete',
        fires: { preventDelete: true },
      },
    ],
  },
  {
    prefix: '[1]',
    build: part => [
      nack('Stream', { ...orders, account: 'a' }),
      nack('Stream', { ...orders, name: 'B', subjects: ['b'], ...part }),
    ],
    pairs: [
      {
        id: 'js-account',
        at: '.spec.account',
        fires: { account: 'b' },
        quiet: { account: 'a' },
      },
    ],
  },
  {
    prefix: '[1]',
    build: part => [
      nack('Stream', orders),
      nack('Consumer', { ...worker, ...part }),
    ],
    pairs: [
      {
        id: 'js-consumer-stream',
        at: '.spec.streamName',
        fires: { streamName: 'OTHERS' },
        quiet: { streamName: 'ORDERS' },
      },
    ],
  },
  {
    prefix: '[1]',
    build: part => [
      api,
      { stream_name: 'ORDERS', config: { name: 'c', ...part } },
    ],
    pairs: [
      {
        id: 'js-ephemeral',
        at: '.config.name',
        given: { ack_policy: 'explicit' },
        fires: {},
        quiet: { durable_name: 'c' },
      },
      {
        id: 'js-other-default',
        at: '.config',
        given: { durable_name: 'c' },
        fires: {},
        quiet: { ack_policy: 'explicit' },
      },
    ],
  },
];
