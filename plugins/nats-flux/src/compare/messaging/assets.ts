import {
  keyValueStream,
  objectStoreStream,
  parseDuration,
} from '@nats-portal/plugin-nats-common';
import { Comparison, objectsOfKind } from '../Comparison';
import { keyOf, pairObjects } from '../repository/pairObjects';
import { Paired, RepositoryObject } from '../repository/RepositoryObject';
import {
  isAbsent,
  numberOf,
  scalarText,
  textAt,
  valueAt,
} from '../repository/tree';

/** API group of the JetStream controller's objects. */
export const JETSTREAM = 'jetstream.nats.io';

/** Kinds that hold messages. */
export const STORE_KINDS = ['Stream', 'KeyValue', 'ObjectStore'];

/** A field of an object's spec. */
export function field({ content }: RepositoryObject, name: string): unknown {
  return valueAt(content, ['spec', name]);
}

/** A field as text, with the controller's default where nothing is written. */
export function fieldText(
  object: RepositoryObject,
  name: string,
  otherwise = '',
): string {
  return scalarText(field(object, name)) || otherwise;
}

/** A limit that 0, a negative number and nothing at all switch off. */
export function limitOf(object: RepositoryObject, name: string): number {
  const limit = numberOf(field(object, name)) ?? 0;
  return limit > 0 ? limit : Infinity;
}

/** A duration in nanoseconds, without end where it is 0 or not written; `undefined` for what is none. */
export function durationOf(
  object: RepositoryObject,
  name: string,
): number | undefined {
  const text = scalarText(field(object, name));
  const nanoseconds = text === '' ? 0 : parseDuration(text);
  return nanoseconds === 0 ? Infinity : nanoseconds;
}

/** Fields that name what an object stands for on the server. */
const NAMES: Record<string, string[]> = {
  Stream: ['name'],
  KeyValue: ['bucket'],
  ObjectStore: ['bucket'],
  Consumer: ['streamName', 'durableName'],
};

/** The name on the server, `STREAM/consumer` for a consumer. */
export function assetName(object: RepositoryObject): string {
  return (NAMES[object.kind] ?? [])
    .map(name => fieldText(object, name))
    .join('/');
}

/** The stream that the server keeps a store in. */
export function storeStream(store: RepositoryObject): string {
  const name = assetName(store);
  switch (store.kind) {
    case 'KeyValue':
      return keyValueStream(name);
    case 'ObjectStore':
      return objectStoreStream(name);
    default:
      return name;
  }
}

/** The stream of a consumer. */
export function streamOf(consumer: RepositoryObject): string {
  return fieldText(consumer, 'streamName');
}

/** The account by which an object is kept. */
export function accountOf(object: RepositoryObject): string {
  return fieldText(object, 'account');
}

/** Finds assets again by what they are called on the server, whatever their objects are called. */
export function pairAssets(
  comparison: Comparison,
  kind: string | readonly string[],
): Paired {
  const { before, after } = objectsOfKind(comparison, JETSTREAM, kind);
  return pairObjects(before, after, [
    object =>
      keyOf(
        object.kind,
        object.file,
        object.namespace,
        object.name,
        accountOf(object),
        assetName(object),
      ),
    object =>
      keyOf(
        object.kind,
        object.namespace,
        accountOf(object),
        assetName(object),
      ),
    object => keyOf(object.kind, accountOf(object), assetName(object)),
    object => keyOf(object.kind, assetName(object)),
  ]);
}

/** True where deleting the object leaves what it stands for on the server. */
export function isKept(object: RepositoryObject): boolean {
  return field(object, 'preventDelete') === true;
}

/** True where Flux leaves the object in the cluster when it goes from Git. */
export function isPruneGuarded({ content }: RepositoryObject): boolean {
  return (
    textAt(content, [
      'metadata',
      'annotations',
      'kustomize.toolkit.fluxcd.io/prune',
    ]) === 'disabled'
  );
}

/** The retention of a stream. */
export function retentionOf(stream: RepositoryObject | undefined): string {
  return stream ? fieldText(stream, 'retention', 'limits') : 'limits';
}

/** True where a field is written and means something: to the controller false, 0 and nothing are alike. */
export function isSet(object: RepositoryObject, name: string): boolean {
  const value = field(object, name);
  return !isAbsent(value) && ![false, '', 0].some(off => off === value);
}
