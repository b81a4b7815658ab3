import { consumer, stream } from '../spec';
import { Pair, PairGroup } from './Pair';

type Part = Pair['fires'];

const ofConsumer =
  (ofStream: Part = {}) =>
  (part: Part) => ({
    streams: [stream({ ...ofStream, consumers: [consumer(part)] })],
  });

const prefix = 'streams[0].consumers[0]';

/** How a consumer gets its messages, and who works them off. */
export const consumerPairs: PairGroup[] = [
  {
    prefix,
    build: ofConsumer(),
    pairs: [
      {
        id: 'js-ack-none',
        at: '.ackPolicy',
        fires: { ackPolicy: 'none' },
        quiet: { ackPolicy: 'explicit' },
      },
      {
        id: 'js-ack-wait-short',
        at: '.ackWait',
        fires: { ackWait: '999ms' },
        quiet: { ackWait: '1s' },
      },
      {
        id: 'js-backoff-length',
        at: '.backoff',
        given: { maxDeliver: 2 },
        fires: { backoff: ['1s', '2s', '3s'] },
        quiet: { backoff: ['1s', '2s'] },
      },
      {
        id: 'js-backoff-ack-wait',
        at: '.ackWait',
        given: { backoff: ['1m'] },
        fires: { ackWait: '30s' },
        quiet: { ackWait: '1m' },
      },
      {
        id: 'js-backoff-order',
        at: '.backoff',
        fires: { backoff: ['2s', '1s'] },
        quiet: { backoff: ['1s', '2s'] },
      },
      {
        id: 'js-inactive-threshold-durable',
        at: '.inactiveThreshold',
        fires: { inactiveThreshold: '1h' },
        quiet: { inactiveThreshold: '0s' },
      },
      {
        id: 'js-sample-freq',
        at: '.sampleFreq',
        fires: { sampleFreq: '101' },
        quiet: { sampleFreq: '100' },
      },
      {
        id: 'js-filter-both',
        at: '.filterSubject',
        given: { filterSubject: 's.a' },
        fires: { filterSubjects: ['s.b'] },
        quiet: { filterSubjects: [] },
      },
      {
        id: 'js-filter-overlap',
        at: '.filterSubjects[1]',
        fires: { filterSubjects: ['s.*', 's.a'] },
        quiet: { filterSubjects: ['s.b', 's.a'] },
      },
      {
        id: 'js-filter-outside',
        at: '.filterSubject',
        fires: { filterSubject: 'x.a' },
        quiet: { filterSubject: 's.a' },
      },
      {
        id: 'js-start',
        at: '.optStartSeq',
        given: { deliverPolicy: 'byStartSequence' },
        fires: { optStartSeq: undefined },
        quiet: { optStartSeq: 5 },
      },
      {
        id: 'js-push',
        at: '.deliverSubject',
        fires: { deliverSubject: 'd.*' },
        quiet: { deliverSubject: 'd.x' },
      },
      {
        id: 'js-pull',
        at: '.heartbeatInterval',
        fires: { heartbeatInterval: '5s' },
        quiet: { heartbeatInterval: '0s' },
      },
      {
        id: 'js-deliver-group',
        at: '.deliverGroup',
        given: { deliverSubject: 'd' },
        fires: { deliverGroup: 'g' },
        quiet: { deliverGroup: 'c' },
      },
      {
        id: 'js-deliver-group-pull',
        at: '.deliverGroup',
        given: { deliverGroup: 'c' },
        fires: { deliverSubject: '' },
        quiet: { deliverSubject: 'd' },
      },
      {
        id: 'js-priority',
        at: '.priorityGroups',
        given: { priorityGroups: ['a'] },
        fires: { priorityPolicy: 'none' },
        quiet: { priorityPolicy: 'overflow' },
      },
      {
        id: 'js-pause-update',
        at: '.pauseUntil',
        fires: { pauseUntil: '2026-01-31T12:00:00Z' },
      },
      {
        id: 'keda-bounds',
        at: '.worker.minReplicaCount',
        fires: { worker: { minReplicaCount: 2, maxReplicaCount: 1 } },
        quiet: { worker: { minReplicaCount: 1, maxReplicaCount: 1 } },
      },
      {
        id: 'keda-ack-none',
        at: '.ackPolicy',
        given: { worker: {} },
        fires: { ackPolicy: 'none' },
        quiet: { ackPolicy: 'explicit' },
      },
      {
        id: 'keda-inactive-threshold',
        at: '.inactiveThreshold',
        given: { inactiveThreshold: '5m' },
        fires: { worker: { minReplicaCount: 0 } },
        quiet: { worker: { minReplicaCount: 1 } },
      },
      {
        id: 'keda-push-no-group',
        at: '.deliverSubject',
        given: { deliverSubject: 'd', worker: {} },
        fires: { deliverGroup: '' },
        quiet: { deliverGroup: 'c' },
      },
      {
        id: 'keda-activation',
        at: '.worker.activationLagThreshold',
        fires: { worker: { activationLagThreshold: 5 } },
        quiet: { worker: { activationLagThreshold: 0 } },
      },
      {
        id: 'keda-max-ack-pending',
        at: '.maxAckPending',
        given: { worker: { maxReplicaCount: 5 } },
        fires: { maxAckPending: 4 },
        quiet: { maxAckPending: 5 },
      },
    ],
  },
  {
    prefix,
    build: ofConsumer({ retention: 'workqueue', replicas: 3 }),
    pairs: [
      {
        id: 'js-workqueue-ack',
        at: '.ackPolicy',
        fires: { ackPolicy: 'all' },
        quiet: { ackPolicy: 'explicit' },
      },
      {
        id: 'js-max-deliver-unbounded',
        at: '.maxDeliver',
        fires: { maxDeliver: -1 },
        quiet: { maxDeliver: 1 },
      },
      {
        id: 'js-consumer-replicas',
        at: '.replicas',
        fires: { replicas: 1 },
        quiet: { replicas: 3 },
      },
    ],
  },
  {
    prefix,
    build: ofConsumer({ consumerLimits: { maxAckPending: 100 } }),
    pairs: [
      {
        id: 'js-consumer-limits',
        at: '.maxAckPending',
        fires: { maxAckPending: 101 },
        quiet: { maxAckPending: 100 },
      },
    ],
  },
];
