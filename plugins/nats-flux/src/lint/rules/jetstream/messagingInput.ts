import { entriesAt, textAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { NatsTrigger } from '../../model/natsTriggers';
import { ConsumerObject, StreamObject } from './StreamObject';

/** Fields of the messaging spec, which are called as those of NACK's kinds. */
const STREAM_FIELDS = new Set([
  'name',
  'description',
  'subjects',
  'retention',
  'storage',
  'replicas',
  'discard',
  'discardPerSubject',
  'maxAge',
  'maxMsgs',
  'maxBytes',
  'maxMsgSize',
  'maxMsgsPerSubject',
  'maxConsumers',
  'duplicateWindow',
  'noAck',
  'compression',
  'allowDirect',
  'allowRollup',
  'denyDelete',
  'denyPurge',
  'metadata',
]);

const CONSUMER_FIELDS = new Set([
  'durableName',
  'description',
  'deliverPolicy',
  'optStartSeq',
  'optStartTime',
  'ackPolicy',
  'ackWait',
  'maxDeliver',
  'backoff',
  'filterSubject',
  'filterSubjects',
  'replayPolicy',
  'sampleFreq',
  'maxWaiting',
  'maxAckPending',
  'headersOnly',
  'maxRequestBatch',
  'maxRequestExpires',
  'maxRequestMaxBytes',
  'inactiveThreshold',
  'replicas',
  'memStorage',
  'metadata',
]);

function pick(manifest: Manifest, fields: ReadonlySet<string>) {
  // An empty text and null are how the controller's kinds leave a field out.
  return Object.fromEntries(
    entriesAt(manifest.data, ['spec']).filter(
      ([key, value]) =>
        fields.has(key) &&
        (key === 'name' ||
          key === 'durableName' ||
          (value !== '' && value !== null)),
    ),
  );
}

function workerOf(trigger: NatsTrigger) {
  const activation = textAt(trigger.metadata, ['activationLagThreshold']);
  return {
    minReplicaCount: trigger.minReplicaCount,
    maxReplicaCount: trigger.maxReplicaCount,
    ...(activation !== undefined && /^\d{1,9}$/.test(activation)
      ? { activationLagThreshold: Number(activation) }
      : {}),
  };
}

function consumerInput({ manifest, trigger }: ConsumerObject) {
  return {
    ...pick(manifest, CONSUMER_FIELDS),
    ...(trigger ? { worker: workerOf(trigger) } : {}),
  };
}

/** A stream with its consumers, as a messaging spec has them. */
export function streamInput({ manifest, consumers }: StreamObject) {
  return {
    ...pick(manifest, STREAM_FIELDS),
    consumers: consumers.map(consumerInput),
  };
}
