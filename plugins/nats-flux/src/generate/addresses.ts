import { Settings } from '../settings/Settings';

type Addressed = Pick<Settings, 'name' | 'clusterDomain'>;

/** Where clients in the cluster connect; the namespace is called as the release. */
export function clientUrl({ name, clusterDomain }: Addressed): string {
  return `nats://${name}.${name}.svc.${clusterDomain}:4222`;
}

/**
 * Where KEDA asks for the backlog: `host:port`. The headless name, because only
 * below it each server has an entry of its own.
 */
export function monitoringEndpoint({ name, clusterDomain }: Addressed): string {
  return `${name}-headless.${name}.svc.${clusterDomain}:8222`;
}

/**
 * Names that the servers' certificate must hold, in the order of the skeleton:
 * the Service as clients spell it, the headless name for KEDA, each server for
 * routes and KEDA, localhost for the metrics exporter, and what it is called outside.
 */
export function serverDnsNames({
  name,
  clusterDomain,
  listeners,
}: Addressed & Partial<Pick<Settings, 'listeners'>>): string[] {
  const service = `${name}.${name}.svc`;
  const headless = `${name}-headless.${name}.svc`;
  return [
    name,
    `${name}.${name}`,
    service,
    `${service}.${clusterDomain}`,
    `${headless}.${clusterDomain}`,
    `*.${name}-headless`,
    `*.${headless}`,
    `*.${headless}.${clusterDomain}`,
    'localhost',
    ...(listeners?.hosts ?? []),
  ];
}
