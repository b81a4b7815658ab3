import { entriesAt, numberAt, textAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { NatsTrigger } from '../../model/natsTriggers';
import { Account, ConsumerObject, StreamObject } from './Account';

/** Fields that say where and how the controller works, and not what it makes; the others are called as in a messaging spec. */
const OWN_FIELDS = new Set([
  'account',
  'creds',
  'jsDomain',
  'nkey',
  'preventDelete',
  'preventUpdate',
  'servers',
  'streamName',
  'tls',
  'tlsFirst',
]);

/** Fields that an asset cannot be without, so that an empty one is a mistake. */
const NAMES = new Set(['name', 'durableName', 'bucket']);

function fieldsOf({ data }: Manifest): Record<string, unknown> {
  // An empty text and null are how the controller's kinds leave a field out.
  return Object.fromEntries(
    entriesAt(data, ['spec']).filter(
      ([key, value]) =>
        !OWN_FIELDS.has(key) &&
        (NAMES.has(key) || (value !== '' && value !== null)),
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
    ...fieldsOf(manifest),
    ...(trigger ? { worker: workerOf(trigger) } : {}),
  };
}

function streamInput({ manifest, consumers }: StreamObject) {
  return { ...fieldsOf(manifest), consumers: consumers.map(consumerInput) };
}

function keyValueInput(manifest: Manifest) {
  const nanoseconds = numberAt(manifest.data, ['spec', 'limitMarkerTtl']);
  return {
    ...fieldsOf(manifest),
    // The one duration that the controller takes as a number.
    ...(nanoseconds === undefined
      ? {}
      : { limitMarkerTtl: `${Math.max(0, Math.round(nanoseconds))}ns` }),
  };
}

/** What an account holds, as a messaging spec says it. */
export function messagingInput({ streams, keyValues, objectStores }: Account) {
  return {
    streams: streams.map(streamInput),
    keyValues: keyValues.map(keyValueInput),
    objectStores: objectStores.map(fieldsOf),
  };
}
