import { findReleases } from '../brokers/releases';
import { Comparison, ComparisonRule } from '../Comparison';
import { Consequence } from '../Consequence';
import { ObjectPair, RepositoryObject } from '../repository/RepositoryObject';
import { accountServers, assetAccount } from './accounts';
import { AssetRule, MessagingContext } from './assetConsequence';
import {
  assetName,
  pairAssets,
  STORE_KINDS,
  storeStream,
  streamOf,
} from './assets';
import {
  consumerAckPending,
  consumerFilter,
  consumerFixed,
  removedConsumer,
} from './consumers';
import { preventedUpdate, removedGuards } from './guards';
import { keyValueMarkers, keyValueMirror } from './keyValueFields';
import { nackMode } from './nackMode';
import { removedFields } from './removedFields';
import { removedStores } from './removedStores';
import { storeMaxMsgSize, storeReplicas, storeStorage } from './storeFields';
import {
  streamConsumerLimits,
  streamMaxConsumers,
  streamMirror,
  streamOneWay,
  streamRetention,
} from './streamFields';
import { streamLimits } from './streamLimits';
import { streamSubjects } from './streamSubjects';

const storeRules: AssetRule[] = [
  storeStorage,
  streamRetention,
  streamMirror,
  keyValueMirror,
  streamOneWay,
  keyValueMarkers,
  streamMaxConsumers,
  storeReplicas,
  streamLimits,
  storeMaxMsgSize,
  streamSubjects,
  streamConsumerLimits,
  removedFields,
];

const consumerRules: AssetRule[] = [
  consumerFixed,
  consumerFilter,
  consumerAckPending,
  removedFields,
];

function contextOf(
  comparison: Comparison,
  stores: RepositoryObject[],
  consumers: RepositoryObject[],
): MessagingContext {
  const { pairs } = findReleases(comparison);
  const byStream = new Map<string, RepositoryObject[]>();
  for (const consumer of consumers) {
    const known = byStream.get(streamOf(consumer));
    if (known) {
      known.push(consumer);
    } else {
      byStream.set(streamOf(consumer), [consumer]);
    }
  }
  return {
    // Which of several brokers an object belongs to stands in addresses that may be anything.
    serverVersion: pairs.length === 1 ? pairs[0].after.serverVersion : '',
    streams: new Map(
      stores
        .filter(({ kind }) => kind === 'Stream')
        .map(stream => [assetName(stream), stream]),
    ),
    consumers: byStream,
  };
}

function pairConsequences(
  pair: ObjectPair,
  rules: readonly AssetRule[],
  context: MessagingContext,
): Consequence[] {
  const moved = assetAccount(pair, context);
  if (moved.length > 0) {
    // What is made anew takes every value.
    return moved;
  }
  const guards = removedGuards(pair, context);
  const prevented = preventedUpdate(pair);
  return prevented.length > 0
    ? [...prevented, ...guards]
    : [...rules.flatMap(rule => rule(pair, context)), ...guards];
}

/** Consequences for streams, consumers and buckets that the JetStream controller keeps. */
export const compareMessaging: ComparisonRule = comparison => {
  const stores = pairAssets(comparison, STORE_KINDS);
  const consumers = pairAssets(comparison, 'Consumer');
  const storesBefore = [
    ...stores.added,
    ...stores.removed,
    ...stores.pairs.map(({ before }) => before),
  ];
  const context = contextOf(comparison, storesBefore, [
    ...consumers.removed,
    ...consumers.pairs.map(({ before }) => before),
  ]);
  const goneStreams = new Set(stores.removed.map(storeStream));
  return [
    ...stores.pairs.flatMap(pair =>
      pairConsequences(pair, storeRules, context),
    ),
    ...removedStores(stores.removed, stores.added),
    ...consumers.pairs.flatMap(pair =>
      pairConsequences(pair, consumerRules, context),
    ),
    ...consumers.removed
      // They go with their stream, which is said there.
      .filter(consumer => !goneStreams.has(streamOf(consumer)))
      .map(consumer => removedConsumer(consumer, context)),
    ...accountServers(comparison),
    ...nackMode(comparison),
  ];
};
