import { possibleBackoff } from './backoff';
import { bucketsAsBuckets, possibleHistory, wholeBuckets } from './buckets';
import {
  distinctFilters,
  filtersInsideStream,
  oneKindOfFilter,
} from './consumerFilters';
import { withinLimits } from './consumerLimits';
import {
  distinctSources,
  knownOrigins,
  noCircles,
  pureMirrors,
  roomForMessages,
} from './copies';
import {
  boundedDeliveries,
  careWithAcknowledgement,
  lastingConsumers,
  readableSampling,
} from './delivery';
import { possibleDescriptions } from './descriptions';
import { possibleDurations, readableDurations } from './durations';
import { knownFields } from './levels';
import { MessagingRule } from './MessagingRule';
import { consumersOfStreams, distinctNames, legalNames } from './names';
import { pausesAtTheStart, possiblePriorities } from './priorities';
import { oneWayOfDelivery } from './pushAndPull';
import { possibleConsumerReplicas, possibleReplicas } from './replicas';
import { roomInStores } from './reservations';
import { possibleStart } from './startPosition';
import {
  openStreams,
  possibleDeleteMarkers,
  possibleFeatures,
  possiblePersistence,
} from './streamFeatures';
import {
  limitedStreams,
  possibleConsumerCounts,
  possibleSizes,
} from './streamLimits';
import {
  careWithRetention,
  compatibleSettings,
  earlyWorkQueues,
} from './streamSettings';
import {
  disjointSubjects,
  streamHasSubjects,
  unreservedSubjects,
  validSubjects,
} from './streamSubjects';
import { soundSubjects } from './subjectNaming';
import { possibleRepublishing, possibleTransforms } from './transforms';
import { scalableWorkers } from './workers';
import {
  acknowledgedWorkQueues,
  coveredWorkQueues,
  disjointWorkQueues,
} from './workQueues';

/** Every rule about a messaging spec, in the order in which findings are listed. */
export const messagingRules: readonly MessagingRule[] = [
  legalNames,
  distinctNames,
  consumersOfStreams,
  bucketsAsBuckets,
  possibleHistory,
  wholeBuckets,
  possibleDescriptions,
  streamHasSubjects,
  validSubjects,
  unreservedSubjects,
  disjointSubjects,
  soundSubjects,
  pureMirrors,
  knownOrigins,
  noCircles,
  distinctSources,
  roomForMessages,
  possibleTransforms,
  possibleRepublishing,
  readableDurations,
  possibleDurations,
  possibleReplicas,
  roomInStores,
  compatibleSettings,
  possibleFeatures,
  possibleDeleteMarkers,
  openStreams,
  possiblePersistence,
  knownFields,
  careWithRetention,
  earlyWorkQueues,
  limitedStreams,
  possibleSizes,
  possibleConsumerCounts,
  oneKindOfFilter,
  distinctFilters,
  filtersInsideStream,
  disjointWorkQueues,
  coveredWorkQueues,
  acknowledgedWorkQueues,
  possibleBackoff,
  possibleStart,
  possibleConsumerReplicas,
  withinLimits,
  careWithAcknowledgement,
  boundedDeliveries,
  lastingConsumers,
  readableSampling,
  oneWayOfDelivery,
  possiblePriorities,
  pausesAtTheStart,
  scalableWorkers,
];
