import { Finding } from '../findings/Finding';
import { MessagingSpec } from './MessagingSpec';
import { parseMessagingSpec } from './parseMessagingSpec';
import {
  acknowledgedWorkQueues,
  careWithDelivery,
  possibleBackoff,
  possibleConsumerReplicas,
  possibleStart,
} from './rules/consumerDelivery';
import {
  coveredWorkQueues,
  disjointWorkQueues,
  filtersInsideStream,
  oneKindOfFilter,
  validFilters,
} from './rules/consumerFilters';
import { readableDurations } from './rules/durations';
import { MessagingContext, MessagingRule } from './rules/MessagingRule';
import { distinctNames, legalNames } from './rules/names';
import {
  compatibleSettings,
  limitedStreams,
  possibleReplicas,
  possibleWindows,
} from './rules/streamLimits';
import {
  disjointSubjects,
  streamHasSubjects,
  unreservedSubjects,
  validStreamSubjects,
} from './rules/streamSubjects';
import { scalableWorkers } from './rules/workers';

const rules: MessagingRule[] = [
  legalNames,
  distinctNames,
  streamHasSubjects,
  validStreamSubjects,
  unreservedSubjects,
  disjointSubjects,
  readableDurations,
  possibleReplicas,
  possibleWindows,
  compatibleSettings,
  limitedStreams,
  oneKindOfFilter,
  validFilters,
  filtersInsideStream,
  disjointWorkQueues,
  coveredWorkQueues,
  acknowledgedWorkQueues,
  possibleBackoff,
  possibleStart,
  possibleConsumerReplicas,
  careWithDelivery,
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
    spec: { streams: spec.streams.map(({ stream }) => stream) },
    findings: [...findings, ...rules.flatMap(rule => [...rule(spec, context)])],
  };
}
