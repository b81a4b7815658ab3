import { quote } from '../../../settings/findings';
import { parseCpu, parseQuantity } from '../../../settings/quantity';
import {
  entriesAt,
  isMapping,
  isSetAt,
  listAt,
  textAt,
  valueAt,
} from '../../model/data';
import { isBefore } from '../../model/chartVersion';
import { isOn, NatsRelease } from '../../model/NatsRelease';
import { Repository } from '../../model/Repository';
import { natsTriggers } from '../../model/natsTriggers';
import {
  forEachRelease,
  ReleaseRule,
  valueError,
  valueWarning,
} from '../ReleaseRule';
import { resourceAt, resourcesPath } from './resources';

const REPLICAS = ['config', 'cluster', 'replicas'];
const SPREAD = ['podTemplate', 'topologySpreadConstraints'];
const HOSTNAME = 'kubernetes.io/hostname';

/** values-replicas-one, values-replicas-two, values-replicas-even: sizes that do not survive. */
const clusterSize: ReleaseRule = function* clusterSize(release) {
  const { clustered, jetStream, servers } = release;
  if (!clustered || !jetStream) {
    return;
  }
  if (servers === 1) {
    yield valueError(
      'values-replicas-one',
      release,
      REPLICAS,
      'a cluster of one never finds a leader: the start-up probe fails and the pod restarts for ever; disable config.cluster, or use 3',
    );
  } else if (servers === 2) {
    yield valueError(
      'values-replicas-two',
      release,
      REPLICAS,
      'of two servers both must run: when one restarts, streams and consumers stop; use 3',
    );
  } else if (servers % 2 === 0) {
    yield valueWarning(
      'values-replicas-even',
      release,
      REPLICAS,
      `${servers} servers survive no more failures than ${
        servers - 1
      }, and cost one more; use ${servers - 1} or ${servers + 1}`,
    );
  }
};

function usesMonitor({ values }: { values: unknown }, repository: Repository) {
  return (
    isOn(values, ['promExporter', 'enabled']) ||
    natsTriggers(repository).length > 0
  );
}

/** values-monitor-off: probes, exporter and KEDA ask the monitoring port. */
const monitor: ReleaseRule = function* monitor(release, repository) {
  const path = ['config', 'monitor', 'enabled'];
  if (!isOn(release.values, path, true)) {
    const others = usesMonitor(release, repository)
      ? ', and the exporter and KEDA ask a dead port'
      : '';
    yield valueError(
      'values-monitor-off',
      release,
      path,
      `without the monitoring port the chart makes no probes, so a broken server stays in service${others}; leave it on`,
    );
  }
};

/** values-pod-management: servers that wait for each other. */
const podManagement: ReleaseRule = function* podManagement(release) {
  const path = ['statefulSet', 'merge', 'spec', 'podManagementPolicy'];
  const policy = textAt(release.values, path);
  if (policy && policy !== 'Parallel') {
    yield valueError(
      'values-pod-management',
      release,
      path,
      `${policy}: the first server waits for a majority that starts only after it, so the cluster never gets healthy; leave it at Parallel`,
    );
  }
};

/** values-topology-domains: nodes may be fewer than servers, whatever the difference between them. */
const topologyDomains: ReleaseRule = function* topologyDomains(release) {
  const path = [...SPREAD, HOSTNAME];
  const rule = valueAt(release.values, path);
  if (
    !release.clustered ||
    !isMapping(rule) ||
    rule.whenUnsatisfiable !== 'DoNotSchedule' ||
    Number(rule.minDomains ?? 1) >= release.servers
  ) {
    return;
  }
  yield valueWarning(
    'values-topology-domains',
    release,
    [...path, 'minDomains'],
    `maxSkew limits the difference between nodes, not how many servers one takes: on two nodes one gets two of three, and its loss stops the broker; set minDomains: ${release.servers}`,
  );
};

/** values-topology-list, values-topology-missing: where servers run. */
const topology: ReleaseRule = function* topology(release) {
  const spread = valueAt(release.values, SPREAD);
  if (Array.isArray(spread)) {
    yield valueError(
      'values-topology-list',
      release,
      SPREAD,
      `is a list, and the chart fails to render: write a map, such as ${HOSTNAME}: { maxSkew: 1 }`,
    );
  } else if (
    release.clustered &&
    !(isMapping(spread) && Object.hasOwn(spread, HOSTNAME))
  ) {
    yield valueWarning(
      'values-topology-missing',
      release,
      SPREAD,
      `nothing keeps the servers apart: with two of three on one node, its loss stops the broker; add ${HOSTNAME} to podTemplate.topologySpreadConstraints`,
    );
  }
};

/** values-config-checksum: a refused configuration that nobody sees. */
const configChecksum: ReleaseRule = function* configChecksum(release) {
  const path = ['podTemplate', 'configChecksumAnnotation'];
  if (
    !isOn(release.values, path) &&
    release.version !== undefined &&
    !isBefore(release.version, '2.12.4')
  ) {
    yield valueWarning(
      'values-config-checksum',
      release,
      path,
      'off: a configuration that the server refuses on reload is a line in its log only, and stops the server at its next restart; set true, so that a bad one stops at the first pod',
    );
  }
};
/** Names by which people call what others depend on. */
const PRODUCTION = /(?:^|[^a-z])(?:prod|production|prd|live)(?:[^a-z]|$)/i;

/** The text by which a broker is known as one of production, where it is. */
function productionName(
  { manifest, namespace }: NatsRelease,
  { fluxKustomizations }: Repository,
): string | undefined {
  const appliedBy = fluxKustomizations.filter(({ applies }) =>
    applies.includes(manifest),
  );
  return [
    manifest.file,
    namespace ?? '',
    ...appliedBy.map(kustomization => kustomization.manifest.file),
  ].find(text => PRODUCTION.test(text));
}

/** The chart's README: JetStream in production needs 2 CPU and 8Gi. */
const MIN_MILLICORES = 2000;
const MIN_MEMORY = 8 * 2 ** 30;

/** values-jetstream-small: servers of production below the guidance of the chart. */
const serverSize: ReleaseRule = function* serverSize(release, repository) {
  const name = productionName(release, repository);
  const cpu = parseCpu(String(resourceAt(release.values, ['limits', 'cpu'])));
  const memory = parseQuantity(
    String(resourceAt(release.values, ['limits', 'memory'])),
  );
  const small = [
    ...(cpu !== undefined && cpu < MIN_MILLICORES ? ['cpu'] : []),
    ...(memory !== undefined && memory < MIN_MEMORY ? ['memory'] : []),
  ];
  if (release.jetStream && name !== undefined && small.length > 0) {
    yield valueWarning(
      'values-jetstream-small',
      release,
      resourcesPath(release.values),
      `${small.join(
        ' and ',
      )} of a server are below what the chart's README asks for JetStream in production (2 CPU, 8Gi), and ${quote(
        name,
      )} looks like it: under load streams lose their leaders, and the kernel may kill a server; raise the limits`,
    );
  }
};

/** Accounts that applications share a broker in; those of the system are not among them. */
const MIN_SHARED_ACCOUNTS = 2;

/** values-startup-probe: servers that wait for every stream of everybody. */
const startupProbe: ReleaseRule = function* startupProbe(release) {
  const { values, jetStream } = release;
  const system = textAt(values, ['config', 'merge', 'system_account']);
  const accounts = entriesAt(values, ['config', 'merge', 'accounts']).filter(
    ([name]) => name !== system && name !== 'SYS' && name !== '$SYS',
  );
  const isChanged =
    isSetAt(values, ['container', 'merge', 'startupProbe']) ||
    listAt(values, ['container', 'patch']).some(operation =>
      textAt(operation, ['path'])?.startsWith('/startupProbe'),
    );
  if (
    jetStream &&
    accounts.length >= MIN_SHARED_ACCOUNTS &&
    isOn(values, ['config', 'monitor', 'enabled'], true) &&
    !isChanged
  ) {
    yield valueWarning(
      'values-startup-probe',
      release,
      ['container'],
      `a server counts as started only when every stream and consumer on it is current, and ${accounts.length} accounts share it: one broken asset of one team keeps the pod restarting and stops every rollout; to not wait for them, at the price that updates no longer wait for replicas to catch up, patch /startupProbe/httpGet/path to /healthz?js-server-only=true`,
    );
  }
};

/** Rules about the servers as a whole. */
export const valuesServersRules = [
  clusterSize,
  monitor,
  podManagement,
  topology,
  topologyDomains,
  configChecksum,
  serverSize,
  startupProbe,
].map(forEachRelease);
