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

/** Where KEDA asks each server of a broker: only below the headless name each has an entry of its own. */
export function headlessEndpoint({
  fullname,
  namespace,
  clusterDomain,
}: NatsRelease): string {
  return `${fullname}-headless.${
    namespace ?? '<namespace>'
  }.svc.${clusterDomain}:8222`;
}
