/**
 * The vocabulary and the rules of the NATS plugins: messaging spec, checks,
 * verdicts, permissions. Pure: no input or output, runs in a browser.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api/preview';
export * from './api/responses';
export {
  desiredReplicas,
  type ScalingBounds,
} from './autoscale/desiredReplicas';
export type { Finding, FindingSeverity } from './findings/Finding';
export { formatFindings } from './findings/formatFindings';
export { formatPath } from './findings/formatPath';
export * from './health/BrokerSnapshot';
export type { BrokerObservation } from './health/brokerRules';
export { judgeBroker } from './health/judgeBroker';
export {
  judgeConsumer,
  type ConsumerVerdict,
  type ConsumerWindow,
} from './health/judgeConsumer';
export { storageOf } from './health/storageOf';
export { theilSenSlope } from './health/theilSenSlope';
export {
  compareVerdicts,
  type Verdict,
  type VerdictLevel,
} from './health/Verdict';
export {
  checkMessaging,
  type CheckedMessagingSpec,
} from './messaging/checkMessaging';
export {
  completeMessagingSpec,
  type CompleteConsumerSpec,
  type CompleteMessagingSpec,
  type CompleteStreamSpec,
} from './messaging/completeMessagingSpec';
export { formatGoDuration, parseDuration } from './messaging/duration';
export {
  toConsumerConfig,
  toStreamConfig,
  type JetStreamConfig,
} from './messaging/jetstreamConfig';
export type {
  ConsumerSpec,
  MessagingSpec,
  StreamSpec,
  WorkerSpec,
} from './messaging/MessagingSpec';
export type { MessagingContext } from './messaging/rules/MessagingRule';
export {
  explainInvalidSubject,
  subjectCovers,
  subjectsOverlap,
} from './messaging/subjects';
export * from './permissions';
