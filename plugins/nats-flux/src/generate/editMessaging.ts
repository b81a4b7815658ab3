import { Document } from 'yaml';
import { AssetNames, assetNames } from '../settings/assetNames';
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
import {
  isKind,
  requireDocument,
  YamlContent,
  YamlFile,
} from '../yaml/YamlFile';
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

/** The assets of each kind, and the order in which people expect their keys. */
const KINDS: Record<
  AssetKind,
  {
    order: readonly string[];
    assetsOf(messaging: BrokerMessaging, objects: AssetNames): Asset[];
  }
> = {
  Stream: {
    order: streamOrder,
    assetsOf: ({ streams }, objects) =>
      streams.map((stream, i) => ({
        name: objects.streams[i],
        account: stream.account,
        fields: nackStreamFields(stream),
      })),
  },
  Consumer: {
    order: consumerOrder,
    assetsOf: ({ streams }, objects) =>
      streams.flatMap(({ name, account, consumers }, i) =>
        consumers.map((consumer, j) => ({
          name: objects.consumers[i][j],
          account,
          fields: nackConsumerFields(name, consumer),
        })),
      ),
  },
  KeyValue: {
    order: keyValueOrder,
    assetsOf: ({ keyValues }, objects) =>
      keyValues.map((bucket, i) => ({
        name: objects.keyValues[i],
        account: bucket.account,
        fields: nackKeyValueFields(bucket),
      })),
  },
  ObjectStore: {
    order: objectStoreOrder,
    assetsOf: ({ objectStores }, objects) =>
      objectStores.map((bucket, i) => ({
        name: objects.objectStores[i],
        account: bucket.account,
        fields: nackObjectStoreFields(bucket),
      })),
  },
};

/**
 * A file of the skeleton with the objects of a spec in the place of its example of
 * their kind.
 *
 * @throws InputError where the skeleton has no such example
 */
export function editMessaging(
  file: YamlFile,
  kind: AssetKind,
  { messaging, accounts, declaration }: KeptMessaging,
  names: SkeletonNames,
): YamlContent {
  const { order, assetsOf } = KINDS[kind];
  const assets = assetsOf(messaging, assetNames(messaging, accounts));
  return {
    path: file.path,
    documents: replacePattern(file, kind, assets, {
      order,
      names,
      declaration,
    }),
  };
}
