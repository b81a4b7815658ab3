import { Document } from 'yaml';
import { assetNames } from '../settings/assetNames';
import { BrokerMessaging, Settings } from '../settings/Settings';
import {
  AssetKind,
  assetKey,
  Declaration,
  markedMetadata,
} from './declaration';
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
  declaration: Declaration;
}

/** The fields of an asset, and in its metadata the repository that declares it. */
function markedFields(
  kind: AssetKind,
  { account, fields }: Asset,
  declaration: Declaration,
): Asset['fields'] {
  const values = new Map(fields);
  const key = assetKey(kind, account, name => values.get(name));
  const metadata = values.get('metadata');
  return [
    ...fields.filter(([name]) => name !== 'metadata'),
    ['metadata', markedMetadata({ kind, key, metadata }, declaration)],
  ];
}

/** Puts copies of the first object of a kind, one for each asset, in its place. */
function replacePattern(
  file: YamlFile,
  kind: AssetKind,
  assets: readonly Asset[],
  {
    order,
    names,
    declaration,
  }: {
    order: readonly string[];
    names: SkeletonNames;
    declaration: Declaration;
  },
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
    for (const [key, value] of markedFields(kind, assets[i], declaration)) {
      setOrDeleteIn(copy, ['spec', key], value, order);
    }
  });
  file.documents.splice(file.documents.indexOf(pattern), 1, ...copies);
}

/** Puts the streams of a spec in the place of the skeleton's example. */
export function editStreams(
  file: YamlFile,
  { messaging, accounts, declaration }: KeptMessaging,
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
    { order: streamOrder, names, declaration },
  );
}

/** Puts the consumers of a spec in the place of the skeleton's example. */
export function editConsumers(
  file: YamlFile,
  { messaging, accounts, declaration }: KeptMessaging,
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
    { order: consumerOrder, names, declaration },
  );
}

/** Puts the key-value buckets of a spec in the place of the skeleton's example. */
export function editKeyValues(
  file: YamlFile,
  { messaging, accounts, declaration }: KeptMessaging,
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
    { order: keyValueOrder, names, declaration },
  );
}

/** Puts the object stores of a spec in the place of the skeleton's example. */
export function editObjectStores(
  file: YamlFile,
  { messaging, accounts, declaration }: KeptMessaging,
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
    { order: objectStoreOrder, names, declaration },
  );
}
