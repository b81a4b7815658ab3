import { CompleteMessagingSpec } from '@nats-portal/plugin-nats-common';
import { Document } from 'yaml';
import { assetNames } from '../settings/assetNames';
import { copyDocument } from '../yaml/copyDocument';
import { setIn, setOrDeleteIn, withoutComments } from '../yaml/edit';
import { YamlValue } from '../yaml/toNode';
import { isKind, requireDocument, YamlFile } from '../yaml/YamlFile';
import {
  consumerOrder,
  keyValueOrder,
  nackConsumerFields,
  nackKeyValueFields,
  nackObjectStoreFields,
  nackStreamFields,
  objectStoreOrder,
  streamOrder,
} from './nackSpecs';

interface Asset {
  name: string;
  fields: [key: string, value: YamlValue | undefined][];
}

/** Puts copies of the first object of a kind, one for each asset, in its place. */
function replacePattern(
  file: YamlFile,
  kind: string,
  assets: readonly Asset[],
  order: readonly string[],
): void {
  const pattern = requireDocument(file, kind, document =>
    isKind(document, kind),
  );
  // What is explained once need not be explained a thousand times.
  const bare = withoutComments(copyDocument(pattern));
  const copies: Document[] = assets.map((_asset, i) =>
    copyDocument(i === 0 ? pattern : bare),
  );
  copies.forEach((copy, i) => {
    setIn(copy, ['metadata', 'name'], assets[i].name);
    for (const [key, value] of assets[i].fields) {
      setOrDeleteIn(copy, ['spec', key], value, order);
    }
  });
  file.documents.splice(file.documents.indexOf(pattern), 1, ...copies);
}

/** Puts the streams of a spec in the place of the skeleton's example. */
export function editStreams(
  file: YamlFile,
  messaging: CompleteMessagingSpec,
): void {
  const names = assetNames(messaging);
  replacePattern(
    file,
    'Stream',
    messaging.streams.map((stream, i) => ({
      name: names.streams[i],
      fields: nackStreamFields(stream),
    })),
    streamOrder,
  );
}

/** Puts the consumers of a spec in the place of the skeleton's example. */
export function editConsumers(
  file: YamlFile,
  messaging: CompleteMessagingSpec,
): void {
  const names = assetNames(messaging);
  replacePattern(
    file,
    'Consumer',
    messaging.streams.flatMap((stream, i) =>
      stream.consumers.map((consumer, j) => ({
        name: names.consumers[i][j],
        fields: nackConsumerFields(stream.name, consumer),
      })),
    ),
    consumerOrder,
  );
}

/** Puts the key-value buckets of a spec in the place of the skeleton's example. */
export function editKeyValues(
  file: YamlFile,
  messaging: CompleteMessagingSpec,
): void {
  const names = assetNames(messaging);
  replacePattern(
    file,
    'KeyValue',
    messaging.keyValues.map((bucket, i) => ({
      name: names.keyValues[i],
      fields: nackKeyValueFields(bucket),
    })),
    keyValueOrder,
  );
}

/** Puts the object stores of a spec in the place of the skeleton's example. */
export function editObjectStores(
  file: YamlFile,
  messaging: CompleteMessagingSpec,
): void {
  const names = assetNames(messaging);
  replacePattern(
    file,
    'ObjectStore',
    messaging.objectStores.map((bucket, i) => ({
      name: names.objectStores[i],
      fields: nackObjectStoreFields(bucket),
    })),
    objectStoreOrder,
  );
}
