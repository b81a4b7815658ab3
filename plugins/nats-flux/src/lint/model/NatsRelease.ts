import { KeyPath, listAt, numberAt, textAt, valueAt } from './data';
import { Manifest } from './Manifest';

/** A Helm release of the chart nats, with what follows from its values. */
export interface NatsRelease {
  manifest: Manifest;
  values: unknown;
  /** Version of the chart as it stands there, be it a range. */
  version: string | undefined;
  /** The name that Helm gives the release. */
  releaseName: string;
  /** How the chart names its objects. */
  fullname: string;
  namespace: string | undefined;
  clusterDomain: string;
  clustered: boolean;
  /** The name of the NATS cluster; `undefined` where a patch may have changed it. */
  clusterName: string | undefined;
  servers: number;
  jetStream: boolean;
  monitorTls: boolean;
}

/** The path of a value of the chart inside the HelmRelease. */
export function valuesPath(path: KeyPath): KeyPath {
  return ['spec', 'values', ...path];
}

/** True where a value of the chart is switched on; a key that is absent has the chart's default. */
export function isOn(values: unknown, path: KeyPath, otherwise = false) {
  const value = valueAt(values, path);
  return value === undefined || value === null ? otherwise : value === true;
}

/** Longest name the chart makes. */
const MAX_NAME = 63;

const DEFAULT_SERVERS = 3;

function fullnameOf(release: string, values: unknown): string {
  const override = textAt(values, ['fullnameOverride']);
  const chart = textAt(values, ['nameOverride']) ?? 'nats';
  const name = release.includes(chart) ? release : `${release}-${chart}`;
  return (override ?? name).slice(0, MAX_NAME);
}

/** The chart calls the cluster as the StatefulSet (its template files/config/cluster.yaml). */
function clusterNameOf(values: unknown, fullname: string): string | undefined {
  return listAt(values, ['config', 'cluster', 'patch']).length > 0
    ? undefined
    : textAt(values, ['config', 'cluster', 'merge', 'name']) ??
        textAt(values, ['statefulSet', 'name']) ??
        fullname;
}

/** The name Helm gets from Flux. */
function releaseNameOf({ data, name }: Manifest): string {
  const target = textAt(data, ['spec', 'targetNamespace']);
  return (
    textAt(data, ['spec', 'releaseName']) ??
    (target ? `${target}-${name}` : name)
  );
}

/** The name of the chart that a HelmRelease installs; a chart of a registry is named by the source's last part. */
export function chartOf(
  release: Manifest,
  sources: readonly Manifest[],
): { chart: string; version: string | undefined; versionPath: KeyPath } {
  const { data } = release;
  const chart = textAt(data, ['spec', 'chart', 'spec', 'chart']);
  const versionPath = ['spec', 'chart', 'spec', 'version'];
  if (chart !== undefined) {
    return {
      chart: chart.split('/').pop() ?? '',
      version: textAt(data, versionPath),
      versionPath,
    };
  }
  const source = textAt(data, ['spec', 'chartRef', 'name']);
  const oci = sources.find(
    ({ kind, name }) => kind === 'OCIRepository' && name === source,
  );
  const url = oci && textAt(oci.data, ['spec', 'url']);
  return {
    chart: url?.split('/').pop() ?? '',
    version:
      textAt(oci?.data, ['spec', 'ref', 'tag']) ??
      textAt(oci?.data, ['spec', 'ref', 'semver']),
    versionPath: ['spec', 'chartRef'],
  };
}

/** Reads what follows from the values of a release. */
export function natsReleaseOf(
  manifest: Manifest,
  version: string | undefined,
): NatsRelease {
  const values = valueAt(manifest.data, ['spec', 'values']);
  const clustered = isOn(values, ['config', 'cluster', 'enabled']);
  const fullname = fullnameOf(releaseNameOf(manifest), values);
  return {
    manifest,
    values,
    version,
    releaseName: releaseNameOf(manifest),
    fullname,
    namespace:
      textAt(values, ['namespaceOverride']) ??
      textAt(manifest.data, ['spec', 'targetNamespace']) ??
      manifest.namespace,
    clusterDomain:
      textAt(values, ['config', 'cluster', 'routeURLs', 'k8sClusterDomain']) ??
      'cluster.local',
    clustered,
    clusterName: clusterNameOf(values, fullname),
    servers: clustered
      ? numberAt(values, ['config', 'cluster', 'replicas']) ?? DEFAULT_SERVERS
      : 1,
    jetStream: isOn(values, ['config', 'jetstream', 'enabled']),
    monitorTls: isOn(values, ['config', 'monitor', 'tls', 'enabled']),
  };
}
