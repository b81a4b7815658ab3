import { Document } from 'yaml';
import { assetNames } from '../settings/assetNames';
import { BrokerMessaging, Settings } from '../settings/Settings';
import { accountObjectOf } from './editAccountObjects';
import { copyDocument } from '../yaml/copyDocument';
import { mapTextIn, setIn, setOrDeleteIn, withoutComments } from '../yaml/edit';
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
import { SkeletonNames } from './SkeletonNames';

interface Asset {
  name: string;
  account: string;
  fields: [key: string, value: YamlValue | undefined][];
}

/** What the repository holds of the messaging spec, and the accounts that it is of. */
export interface KeptMessaging extends Pick<Settings, 'accounts'> {
  messaging: BrokerMessaging;
}

/** Puts copies of the first object of a kind, one for each asset, in its place. */
function replacePattern(
  file: YamlFile,
  kind: string,
  assets: readonly Asset[],
  { order, names }: { order: readonly string[]; names: SkeletonNames },
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
    mapTextIn(copy, ['spec', 'account'], account =>
      account === names.accountObject
        ? accountObjectOf(assets[i].account, names)
        : account,
    );
    for (const [key, value] of assets[i].fields) {
      setOrDeleteIn(copy, ['spec', key], value, order);
    }
  });
  file.documents.splice(file.documents.indexOf(pattern), 1, ...copies);
}

/** Puts the streams of a spec in the place of the skeleton's example. */
export function editStreams(
  file: YamlFile,
  { messaging, accounts }: KeptMessaging,
  names: SkeletonNames,
): void {
  const objects = assetNames(messaging, accounts);
  replacePattern(
    file,
    'Stream',
    messaging.streams.map((stream, i) => ({
      name: objects.streams[i],
      account: stream.account,
      fields: nackStreamFields(stream),
    })),
    { order: streamOrder, names },
  );
}

/** Puts the consumers of a spec in the place of the skeleton's example. */
export function editConsumers(
  file: YamlFile,
  { messaging, accounts }: KeptMessaging,
  names: SkeletonNames,
): void {
  const objects = assetNames(messaging, accounts);
  replacePattern(
    file,
    'Consumer',
    messaging.streams.flatMap((stream, i) =>
      stream.consumers.map((consumer, j) => ({
        name: objects.consumers[i][j],
        account: stream.account,
        fields: nackConsumerFields(stream.name, consumer),
      })),
    ),
    { order: consumerOrder, names },
  );
}

/** Puts the key-value buckets of a spec in the place of the skeleton's example. */
export function editKeyValues(
  file: YamlFile,
  { messaging, accounts }: KeptMessaging,
  names: SkeletonNames,
): void {
  const objects = assetNames(messaging, accounts);
  replacePattern(
    file,
    'KeyValue',
    messaging.keyValues.map((bucket, i) => ({
      name: objects.keyValues[i],
      account: bucket.account,
      fields: nackKeyValueFields(bucket),
    })),
    { order: keyValueOrder, names },
  );
}

/** Puts the object stores of a spec in the place of the skeleton's example. */
export function editObjectStores(
  file: YamlFile,
  { messaging, accounts }: KeptMessaging,
  names: SkeletonNames,
): void {
  const objects = assetNames(messaging, accounts);
  replacePattern(
    file,
    'ObjectStore',
    messaging.objectStores.map((bucket, i) => ({
      name: objects.objectStores[i],
      account: bucket.account,
      fields: nackObjectStoreFields(bucket),
    })),
    { order: objectStoreOrder, names },
  );
}
