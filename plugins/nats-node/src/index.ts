/**
 * The broker side of the NATS plugins: connects, reads snapshots, plans and
 * applies messaging specs.
 *
 * @packageDocumentation
 */
export type {
  Broker,
  BrokerInfo,
  ConsumerOwner,
  MessagingOptions,
  Provisioner,
  NatsBrokers,
  ReadSnapshotOptions,
} from './Broker';
export type {
  AdvisoryListening,
  GivenUpMessage,
  Hearing,
} from './advisories/GivenUpMessage';
export type { MessagePlace, StoredMessage } from './messages/findMessage';
export type {
  AppliedMessaging,
  ApplyProgress,
  AssetChange,
  MessagingPlan,
  PlannedAction,
  PlannedAsset,
  Refusal,
} from './MessagingPlan';
export { authorize } from './actions/authorize';
export { describeApply } from './actions/describeApply';
export {
  messagingInput,
  toMessagingOptions,
  type MessagingInput,
} from './actions/messagingInput';
export {
  plannedItems,
  toPlannedItem,
  unlistedItems,
} from './actions/plannedItem';
export { getBytes, type GetOptions, type HttpAnswer } from './http/getBytes';
export { requireApplicable } from './plan/requireApplicable';
export { natsBrokersServiceRef } from './natsBrokersServiceRef';
export { takeTurns } from './takeTurns';
