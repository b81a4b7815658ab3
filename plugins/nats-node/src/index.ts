/**
 * The broker side of the NATS plugins: connects, reads snapshots, plans and
 * applies messaging specs.
 *
 * @packageDocumentation
 */
export type {
  Broker,
  BrokerInfo,
  MessagingOptions,
  NatsBrokers,
  ReadSnapshotOptions,
} from './Broker';
export type {
  AppliedMessaging,
  AssetChange,
  MessagingPlan,
  PlannedAction,
  PlannedAsset,
  Refusal,
} from './MessagingPlan';
export { natsBrokersServiceRef } from './natsBrokersServiceRef';
export { takeTurns } from './takeTurns';
