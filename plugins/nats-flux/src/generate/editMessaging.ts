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
import { mapTextIn, setEntriesIn, setIn, withoutComments } from '../yaml/edit';
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

/** The documents of a file, with copies of the first of a kind, one for each asset, in its place. */
function* replacePattern(
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
): Generator<Document, void, void> {
  const pattern = requireDocument(file, kind, document =>
    isKind(document, kind),
  );
  // What is explained once need not be explained a thousand times.
  const bare = withoutComments(copyDocument(pattern));
  function* copies() {
    let original = pattern;
    for (const asset of assets) {
      const copy = copyDocument(original);
      setIn(copy, ['metadata', 'name'], asset.name);
      mapTextIn(copy, ['spec', 'account'], account =>
        account === names.accountObject
          ? accountObjectOf(asset.account, names)
          : account,
      );
      setEntriesIn(
        copy,
        ['spec'],
        markedFields(kind, asset, declaration),
        order,
      );
      yield copy;
      original = bare;
    }
  }
  for (const document of file.documents) {
    if (document === pattern) {
      yield* copies();
    } else {
      yield document;
    }
  }
}

/** The file's documents with the streams of a spec in the place of the skeleton's example. */
export function editStreams(
  file: YamlFile,
  { messaging, accounts, declaration }: KeptMessaging,
  names: SkeletonNames,
): Iterable<Document> {
  const objects = assetNames(messaging, accounts);
  return replacePattern(
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

/** The file's documents with the consumers of a spec in the place of the skeleton's example. */
export function editConsumers(
  file: YamlFile,
  { messaging, accounts, declaration }: KeptMessaging,
  names: SkeletonNames,
): Iterable<Document> {
  const objects = assetNames(messaging, accounts);
  return replacePattern(
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

/** The file's documents with the key-value buckets of a spec in the place of the skeleton's example. */
export function editKeyValues(
  file: YamlFile,
  { messaging, accounts, declaration }: KeptMessaging,
  names: SkeletonNames,
): Iterable<Document> {
  const objects = assetNames(messaging, accounts);
  return replacePattern(
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

/** The file's documents with the object stores of a spec in the place of the skeleton's example. */
export function editObjectStores(
  file: YamlFile,
  { messaging, accounts, declaration }: KeptMessaging,
  names: SkeletonNames,
): Iterable<Document> {
  const objects = assetNames(messaging, accounts);
  return replacePattern(
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
