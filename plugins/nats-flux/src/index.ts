/**
 * The repository side of the NATS plugins: settings, the generator of Flux
 * repositories, what a change of one does, and the reading of what the platform
 * team keeps.
 *
 * @packageDocumentation
 */
export {
  changeRepository,
  type ChangedRepository,
  type ChangeFinding,
} from './change/changeRepository';
export {
  changedSettings,
  flatSettings,
  type ChangedSetting,
} from './change/changedSettings';
export { describeChange } from './change/describeChange';
export type { RepositoryChanges } from './change/RepositoryChanges';
export { findCluster, type Cluster } from './clusters/findCluster';
export { compareRepositories } from './compare/compareRepositories';
export type {
  Consequence,
  ConsequenceOutcome,
  ConsequenceSeverity,
  ProcedureStep,
  ValueChange,
} from './compare/Consequence';
export { formatConsequences } from './compare/formatConsequences';
export { readRepositoriesDirectory } from './config';
export {
  compareWithFleet,
  type FleetComparison,
} from './fleet/compareWithFleet';
export {
  describeMessaging,
  type DescribedMessaging,
} from './describe/describeMessaging';
export { entityRefs } from './generate/entityRefs';
export { generate } from './generate/generate';
export { repositoryFolder } from './generate/repositoryFolder';
export { lintGenerated } from './lint/lintGenerated';
export {
  inspectRepository,
  lintRepository,
  type LintRepositoryOptions,
  type RepositoryInspection,
} from './lint/lintRepository';
export { explainUnknownRules } from './lint/ruleIds';
export type { RepositoryFinding } from './lint/RepositoryFinding';
export { previewChange } from './preview/previewChange';
export { previewRepository } from './preview/previewRepository';
export type {
  RepositoryFile,
  RepositoryFiles,
  Skeleton,
} from './RepositoryFile';
export type { GenerateRequest } from './settings/GenerateRequest';
export { parsePlatformDefaults } from './settings/parsePlatformDefaults';
export type {
  BrokerDefaults,
  DefaultableSettings,
  PlatformDefaults,
} from './settings/PlatformDefaults';
export {
  resolveSettings,
  type ResolvedSettings,
} from './settings/resolveSettings';
export { messagingByAccount } from './settings/partitionMessaging';
export type {
  FluxSourceSetting,
  GrafanaSetting,
  IngressSetting,
  AccountSetting,
  CertificatesSetting,
  BrokerMessaging,
  InAccount,
  IssuerSetting,
  LeafSetting,
  LayoutSetting,
  ListenersSetting,
  PrometheusSetting,
  ProvisioningChoice,
  ProvisioningSetting,
  ScalerSetting,
  SettingOrigin,
  Settings,
  WorkerDefaults,
  WorkerSettings,
} from './settings/Settings';
export {
  createFluxSources,
  type FluxSourcesOptions,
} from './sources/createFluxSources';
export type { FluxSources } from './sources/FluxSources';
export {
  readFolderToLint,
  type FolderToLint,
  type UnreadFile,
} from './sources/readFolderToLint';
export type { Freshness } from './sources/RemoteCopy';
export { createRepositorySources } from './sources/createRepositorySources';
export type {
  BrokerRepository,
  RepositoryPlace,
  RepositorySources,
} from './sources/RepositorySources';
