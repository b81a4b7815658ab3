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
export type { NatsClusterOptions, NatsPorts } from './NatsClusterOptions';
export type {
  RunningNatsCluster,
  RunningNatsServer,
} from './RunningNatsCluster';
export { startNatsCluster, startNatsServer } from './startNatsCluster';
export { TcpProxy } from './TcpProxy';
