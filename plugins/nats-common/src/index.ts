/**
 * The vocabulary and the rules of the NATS plugins: messaging spec, checks,
 * verdicts, permissions. Pure: no input or output, runs in a browser.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api/changePreview';
export * from './api/consumers';
export * from './api/plan';
export * from './api/fleet';
export * from './api/history';
export * from './api/preview';
export * from './api/readMessaging';
export * from './api/responses';
export * from './api/signals';
export * from './api/streams';
export {
  desiredReplicas,
  type ScalingBounds,
} from './autoscale/desiredReplicas';
export { formatScaling } from './autoscale/scalingText';
export type { Finding, FindingSeverity } from './findings/Finding';
export { formatFindings } from './findings/formatFindings';
export { formatPath, nestPath, type InputPath } from './findings/formatPath';
export { formatDuration } from './formatDuration';
export * from './health/BrokerSnapshot';
export type {
  BrokerObservation,
  BrokerVerdict,
} from './health/broker/BrokerObservation';
export {
  forecastStorage,
  type StorageForecast,
} from './health/broker/forecastStorage';
export { judgeBroker } from './health/broker/judgeBroker';
export { storageOf } from './health/broker/storageOf';
export type {
  ConsumerVerdict,
  ConsumerWindow,
  NextMessage,
  Rewind,
} from './health/consumer/ConsumerWindow';
export type { GivenUp, GivenUpCount } from './health/consumer/GivenUp';
export { burrowStatus, type BurrowStatus } from './health/burrow';
export { ratesBetween, type ConsumerRates } from './health/consumer/rates';
export { countGivenUp } from './health/consumer/countGivenUp';
export { judgeConsumer } from './health/consumer/judgeConsumer';
export { wentBack, type Samples } from './health/consumer/samples';
export * from './health/settings';
export { VERDICT_RULES, type VerdictRule } from './health/verdictRules';
export { streamRatesBetween, type StreamRates } from './health/stream/rates';
export { judgeStream } from './health/stream/judgeStream';
export type { StreamVerdict, StreamWindow } from './health/stream/StreamWindow';
export {
  CONSUMER_THRESHOLDS,
  STREAM_THRESHOLDS,
} from './health/thresholds/keys';
export {
  resolveThresholds,
  type ResolvedThresholds,
  type ThresholdPolicy,
  type ThresholdSources,
  type ThresholdTexts,
} from './health/thresholds/resolveThresholds';
export type {
  Threshold,
  ThresholdOrigin,
  Thresholds,
  ThresholdShape,
} from './health/thresholds/Threshold';
export {
  compareVerdicts,
  type Advice,
  type Verdict,
  type VerdictLevel,
} from './health/Verdict';
export type {
  BucketSpec,
  KeyValueSpec,
  ObjectStoreSpec,
} from './messaging/spec/BucketSpec';
export {
  keyValueStream,
  objectStoreStream,
} from './messaging/jetstream/bucketStreams';
export {
  checkMessaging,
  checkMessagingInSteps,
  type CheckedMessagingSpec,
} from './messaging/checkMessaging';
export {
  completeMessagingSpec,
  type CompleteConsumerSpec,
  type CompleteKeyValueSpec,
  type CompleteMessagingSpec,
  type CompleteObjectStoreSpec,
  type CompleteStreamSpec,
} from './messaging/completeMessagingSpec';
export type { ConsumerSpec, WorkerSpec } from './messaging/spec/ConsumerSpec';
export { formatGoDuration, parseDuration } from './messaging/values/duration';
export {
  toConsumerConfig,
  toKeyValueConfig,
  toObjectStoreConfig,
  toStreamConfig,
  type JetStreamConfig,
} from './messaging/jetstream/jetstreamConfig';
export type { MessagingSpec } from './messaging/spec/MessagingSpec';
export { MESSAGING_RULE_IDS } from './messaging/ruleIds';
export type { MessagingContext } from './messaging/rules/MessagingRule';
export { parseSize } from './messaging/values/size';
export type {
  ConsumerLimitsSpec,
  PlacementSpec,
  RepublishSpec,
  StreamSourceSpec,
  StreamSpec,
  SubjectTransformSpec,
} from './messaging/spec/StreamSpec';
export {
  explainInvalidSubject,
  subjectCovers,
  subjectsOverlap,
} from './messaging/values/subjects';
export { SubjectTree } from './messaging/values/SubjectTree';
export * from './permissions';
export * from './provenance';
export { composeDocuments } from './yaml/composeDocuments';
