import {
  entriesAt,
  KeyPath,
  listAt,
  numberAt,
  textAt,
  valueAt,
} from '../../model/data';
import { parseEndpoint, releaseAt } from '../../model/endpoint';
import { Labels, selects } from '../../model/labels';
import { Manifest } from '../../model/Manifest';
import { isOn, NatsRelease, valuesPath } from '../../model/NatsRelease';
import { natsTriggers } from '../../model/natsTriggers';
import { GROUPS, Repository } from '../../model/Repository';
import { RepositoryRule, warning } from '../../RepositoryRule';
import { forEachRelease, ReleaseRule } from '../ReleaseRule';
import { includesPort, isAboutIngress, podLabels } from '../values/exposure';

const CLIENT_PORT = 4222;
const ROUTE_PORT = 6222;
const MONITOR_PORT = 8222;
const METRICS_PORT = 7777;

/** Somebody who has to reach the servers. */
interface Visitor {
  who: string;
  port: number;
  /** Of pods in the broker's namespace; others come from another one. */
  labels?: Labels;
  manifest: Manifest;
  path: KeyPath;
}

function portOf({ values }: NatsRelease, protocol: string, usual: number) {
  return numberAt(values, ['config', protocol, 'port']) ?? usual;
}

/** Deployments of the namespace that KEDA scales by this broker: they are its clients. */
function* workersOf(
  release: NatsRelease,
  repository: Repository,
): Iterable<Visitor> {
  for (const { manifest: scaler, endpoint } of natsTriggers(repository)) {
    const { host } = parseEndpoint(endpoint ?? '');
    const name = textAt(scaler.data, ['spec', 'scaleTargetRef', 'name']);
    const worker = repository
      .of('apps', 'Deployment')
      .find(each => each.name === name && each.namespace === release.namespace);
    if (worker && releaseAt(host, repository.natsReleases) === release) {
      const path = ['spec', 'template', 'metadata', 'labels'];
      yield {
        who: `the pods of ${worker.name}`,
        port: portOf(release, 'nats', CLIENT_PORT),
        labels: Object.fromEntries(
          entriesAt(worker.data, path).map(([key, value]) => [
            key,
            String(value),
          ]),
        ),
        manifest: worker,
        path,
      };
    }
  }
}

function* visitorsOf(
  release: NatsRelease,
  repository: Repository,
): Iterable<Visitor> {
  const { manifest, values } = release;
  const own = podLabels(release);
  const at = (...path: string[]) => ({ manifest, path: valuesPath(path) });
  const client = portOf(release, 'nats', CLIENT_PORT);
  yield* workersOf(release, repository);
  if (isOn(values, ['natsBox', 'enabled'], true)) {
    const labels = { ...own, 'app.kubernetes.io/component': 'nats-box' };
    yield { who: 'nats-box', port: client, labels, ...at('natsBox') };
  }
  if (release.clustered) {
    const port = portOf(release, 'cluster', ROUTE_PORT);
    yield {
      who: 'other servers',
      port,
      labels: own,
      ...at('config', 'cluster'),
    };
  }
  const [account] = repository
    .of(GROUPS.jetStream, 'Account')
    .filter(({ namespace }) => namespace === release.namespace);
  if (account) {
    const who = 'the JetStream controller';
    yield { who, port: client, manifest: account, path: ['spec', 'servers'] };
  }
  const [trigger] = natsTriggers(repository).filter(
    ({ endpoint }) =>
      releaseAt(parseEndpoint(endpoint ?? '').host, repository.natsReleases) ===
      release,
  );
  if (trigger) {
    const port = portOf(release, 'monitor', MONITOR_PORT);
    const path = ['spec', 'triggers', trigger.index, 'metadata'];
    yield { who: 'KEDA', port, manifest: trigger.manifest, path };
  }
  if (isOn(values, ['promExporter', 'podMonitor', 'enabled'])) {
    const port = numberAt(values, ['promExporter', 'port']) ?? METRICS_PORT;
    yield { who: 'Prometheus', port, ...at('promExporter', 'podMonitor') };
  }
}

/** A peer that may be anybody counts as whoever is asked for: of other namespaces nothing is known but the name. */
function admits(
  peer: unknown,
  { labels }: Visitor,
  namespace: string | undefined,
): boolean {
  const pods = valueAt(peer, ['podSelector']);
  const elsewhere = valueAt(peer, ['namespaceSelector']);
  if (!labels) {
    return elsewhere !== undefined || valueAt(peer, ['ipBlock']) !== undefined;
  }
  const here = { 'kubernetes.io/metadata.name': namespace ?? '' };
  return elsewhere === undefined
    ? selects(pods, labels)
    : selects(elsewhere, here) && (pods === undefined || selects(pods, labels));
}

function letsIn(
  rule: unknown,
  visitor: Visitor,
  namespace: string | undefined,
): boolean {
  const peers = listAt(rule, ['from']);
  return (
    includesPort(rule, visitor.port) &&
    (peers.length === 0 || peers.some(peer => admits(peer, visitor, namespace)))
  );
}

/** reference-reach: those who need the servers, and are kept out by the policies. */
const reach: ReleaseRule = function* reach(release, repository) {
  const labels = podLabels(release);
  const policies = repository
    .of('networking.k8s.io', 'NetworkPolicy')
    .filter(
      policy =>
        policy.namespace === release.namespace &&
        isAboutIngress(policy) &&
        selects(valueAt(policy.data, ['spec', 'podSelector']) ?? {}, labels),
    );
  if (policies.length === 0) {
    return;
  }
  const rules = policies.flatMap(({ data }) =>
    listAt(data, ['spec', 'ingress']),
  );
  for (const visitor of visitorsOf(release, repository)) {
    if (!rules.some(rule => letsIn(rule, visitor, release.namespace))) {
      yield warning(
        'reference-reach',
        visitor.manifest,
        visitor.path,
        `no NetworkPolicy of this repository lets ${visitor.who} reach port ${
          visitor.port
        } of the servers, and ${policies
          .map(({ name }) => name)
          .join(
            ', ',
          )} keep everybody else out: its connection times out; add a rule that does`,
      );
    }
  }
};

/** Rules about who reaches the servers. */
export const reachRules: RepositoryRule[] = [forEachRelease(reach)];
