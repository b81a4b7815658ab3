/**
 * Real nats-servers for tests and for a local portal.
 *
 * @packageDocumentation
 */
export {
  createCertificateAuthority,
  issueCertificate,
  type CertificateUsage,
  type CertificateWithKey,
} from './certificates';
export { freePorts } from './freePorts';
export type { NatsCredentials, NatsUser } from './NatsCredentials';
export { natsServerBinary } from './natsServerBinary';
export { NatsServerProcess, type NatsServerExit } from './NatsServerProcess';
export { permissionsOf, type NatsPermissions } from './permissionsOf';
export {
  startNatsCluster,
  startNatsServer,
  type NatsClusterOptions,
  type NatsPorts,
  type RunningNatsCluster,
  type RunningNatsServer,
} from './startNatsCluster';
