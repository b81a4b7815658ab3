import { numberAt } from './data';
import { NatsRelease } from './NatsRelease';

/** A `host:port` taken apart. */
export interface Endpoint {
  host: string;
  port: string | undefined;
  scheme: string | undefined;
}

/** Takes an address apart; whatever is missing is `undefined`. */
export function parseEndpoint(text: string): Endpoint {
  const [, scheme, rest] = /^(?:([a-z]+):\/\/)?(.*)$/s.exec(text) ?? [];
  const [, host, port] = /^(.*?)(?::(\d+))?\/?$/s.exec(rest ?? '') ?? [];
  return { scheme, host: host ?? '', port };
}

/** The broker of this repository that a host name means, as far as one can tell. */
export function releaseAt(
  host: string,
  releases: readonly NatsRelease[],
): NatsRelease | undefined {
  const [service, namespace] = host.split('.');
  const sameNamespace = releases.filter(
    release =>
      namespace === undefined ||
      release.namespace === undefined ||
      release.namespace === namespace,
  );
  return (
    sameNamespace.find(({ fullname }) =>
      [fullname, `${fullname}-headless`].includes(service),
    ) ?? (sameNamespace.length === 1 ? sameNamespace[0] : undefined)
  );
}

const MONITOR_PORT = 8222;

/** The port that a broker is watched at. */
export function monitorPort({ values }: NatsRelease): number {
  return numberAt(values, ['config', 'monitor', 'port']) ?? MONITOR_PORT;
}

/** Where KEDA asks each server of a broker: only below the headless name each has an entry of its own. */
export function headlessEndpoint(release: NatsRelease): string {
  const { fullname, namespace, clusterDomain } = release;
  return `${fullname}-headless.${
    namespace ?? '<namespace>'
  }.svc.${clusterDomain}:${monitorPort(release)}`;
}
