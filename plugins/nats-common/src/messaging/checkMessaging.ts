import { Finding } from '../findings/Finding';
import { MessagingSpec } from './MessagingSpec';
import { parseMessagingSpec } from './parseMessagingSpec';
import { knows, Placed } from './PlacedMessagingSpec';
import { possibleBackoff } from './rules/backoff';
import {
  distinctFilters,
  filtersInsideStream,
  oneKindOfFilter,
} from './rules/consumerFilters';
import {
  boundedDeliveries,
  careWithAcknowledgement,
  lastingConsumers,
  readableSampling,
} from './rules/delivery';
import { possibleDescriptions } from './rules/descriptions';
import { possibleDurations, readableDurations } from './rules/durations';
import { MessagingContext, MessagingRule } from './rules/MessagingRule';
import { distinctNames, legalNames, noBucketNames } from './rules/names';
import { possibleConsumerReplicas, possibleReplicas } from './rules/replicas';
import { possibleStart } from './rules/startPosition';
import { limitedStreams, possibleLimits } from './rules/streamLimits';
import { careWithRetention, compatibleSettings } from './rules/streamSettings';
import {
  disjointSubjects,
  streamHasSubjects,
  unreservedSubjects,
  validSubjects,
} from './rules/streamSubjects';
import { scalableWorkers } from './rules/workers';
import {
  acknowledgedWorkQueues,
  coveredWorkQueues,
  disjointWorkQueues,
} from './rules/workQueues';

const rules: MessagingRule[] = [
  legalNames,
  distinctNames,
  noBucketNames,
  possibleDescriptions,
  streamHasSubjects,
  validSubjects,
  unreservedSubjects,
  disjointSubjects,
  readableDurations,
  possibleDurations,
  possibleReplicas,
  compatibleSettings,
  careWithRetention,
  limitedStreams,
  possibleLimits,
  oneKindOfFilter,
  distinctFilters,
  filtersInsideStream,
  disjointWorkQueues,
  coveredWorkQueues,
  acknowledgedWorkQueues,
  possibleBackoff,
  possibleStart,
  possibleConsumerReplicas,
  careWithAcknowledgement,
  boundedDeliveries,
  lastingConsumers,
  readableSampling,
  scalableWorkers,
];

/**
 * What an input says, and what is wrong with it.
 *
 * @public
 */
export interface CheckedMessagingSpec {
  /** The parts whose shape is right; to be used only where no finding is an error. */
  spec: MessagingSpec;
  /** Everything that is wrong, errors and warnings. */
  findings: Finding[];
}

/** Buckets whose name is known, where there are any. */
function bucketsOf<K extends string, T>(
  list: K,
  placed: readonly (Placed & { bucket: T })[],
): Partial<Record<K, T[]>> {
  const buckets = placed
    .filter(one => knows(one, 'bucket'))
    .map(({ bucket }) => bucket);
  return (buckets.length > 0 ? { [list]: buckets } : {}) as Partial<
    Record<K, T[]>
  >;
}

/**
 * Reads a messaging spec from what a form, a template or a file holds, and asks
 * every rule about it. Nothing is thrown, and one mistake hides no other.
 *
 * @public
 */
export function checkMessaging(
  input: unknown,
  context: MessagingContext = {},
): CheckedMessagingSpec {
  const { spec, findings } = parseMessagingSpec(input);
  return {
    spec: {
      streams: spec.streams
        .filter(placed => knows(placed, 'name'))
        .map(({ stream }) => stream),
      ...bucketsOf('keyValues', spec.keyValues),
      ...bucketsOf('objectStores', spec.objectStores),
    },
    findings: [...findings, ...rules.flatMap(rule => [...rule(spec, context)])],
  };
}
