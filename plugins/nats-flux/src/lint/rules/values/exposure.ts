import {
  entriesAt,
  isMapping,
  KeyPath,
  listAt,
  numberAt,
  textAt,
  valueAt,
} from '../../model/data';
import { Labels, selects } from '../../model/labels';
import { Manifest } from '../../model/Manifest';
import { isOn, NatsRelease } from '../../model/NatsRelease';
import { error, warning } from '../../RepositoryRule';
import {
  forEachRelease,
  ReleaseRule,
  valueError,
  valueWarning,
} from '../ReleaseRule';
import { configLeaves, UNQUOTED } from './configValues';

/** Keys of nats.conf that hold what nobody else may know. */
const SECRET_KEYS = new Set([
  'encryption_password',
  'pass',
  'password',
  'seed',
  'srk_password',
  'token',
]);

/** Keys of the section `jetstream` that hold the key of its encryption. */
const ENCRYPTION_KEYS = new Set([
  'ek',
  'encryption_key',
  'key',
  'prev_ek',
  'prev_encryption_key',
  'prev_key',
]);

/** A hash of a password (bcrypt), or a variable that a rule of its own looks at. */
const HARMLESS = /^\$2[aby]\$|^\$\w+$/;

/** A URL with a password in it. */
const URL_WITH_PASSWORD = /^[a-z+]+:\/\/[^/@\s:]*:[^/@\s]+@/i;

function isSecret(key: string, path: KeyPath, value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || UNQUOTED.test(value)) {
    return false;
  }
  const name = key.toLowerCase();
  const parent = String(path[path.length - 2]);
  const encrypts =
    ENCRYPTION_KEYS.has(name) &&
    (parent === 'jetstream' || path[1] === 'jetstream');
  return (
    ((SECRET_KEYS.has(name) || encrypts) && !HARMLESS.test(value)) ||
    URL_WITH_PASSWORD.test(value)
  );
}

/** values-secret-inline: secrets that the repository would hold. */
const secrets: ReleaseRule = function* secrets(release) {
  const { values } = release;
  const contexts = ['natsBox', 'contexts'];
  const inline = entriesAt(values, contexts).flatMap(([name]) =>
    ['creds', 'nkey'].map(kind => [...contexts, name, kind, 'contents']),
  );
  const found = [
    ...[...inline, ['config', 'cluster', 'routeURLs', 'password']].filter(
      path => {
        const secret = textAt(values, path);
        return secret !== undefined && !UNQUOTED.test(secret);
      },
    ),
    ...configLeaves(release)
      .filter(({ key, path, value }) => isSecret(key, path, value))
      .map(({ path }) => path),
    ...configLeaves(release).flatMap(({ path, value }) =>
      Array.isArray(value)
        ? value.flatMap((item, i) =>
            typeof item === 'string' && URL_WITH_PASSWORD.test(item)
              ? [[...path, i]]
              : [],
          )
        : [],
    ),
  ];
  for (const path of found) {
    yield valueError(
      'values-secret-inline',
      release,
      path,
      'is a secret in Git, readable by everybody who may read the repository, for ever: put it into a Secret encrypted with SOPS and name that (secretName, or an environment variable as << $NAME >>)',
    );
  }
};

/** values-own-service-selector: a Service that sends clients to the tool pod. */
const ownServices: ReleaseRule = function* ownServices(release, repository) {
  for (const service of repository.of('', 'Service')) {
    const selector = ['spec', 'selector'];
    const labels = valueAt(service.data, selector);
    if (
      service.namespace === release.namespace &&
      isMapping(labels) &&
      labels['app.kubernetes.io/name'] === 'nats' &&
      labels['app.kubernetes.io/component'] === undefined
    ) {
      yield error(
        'values-own-service-selector',
        service,
        selector,
        'selects nats-box as well, which answers nobody: add app.kubernetes.io/component: nats',
      );
    }
  }
};

/** Labels that the chart gives the pods of the servers. */
export function podLabels({ values, releaseName }: NatsRelease): Labels {
  return {
    'app.kubernetes.io/component': 'nats',
    'app.kubernetes.io/instance': releaseName,
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/name': textAt(values, ['nameOverride']) ?? 'nats',
  };
}

/** Kubernetes takes a policy for one of incoming traffic where it says nothing else. */
export function isAboutIngress({ data }: Manifest): boolean {
  const types = listAt(data, ['spec', 'policyTypes']);
  return types.length === 0 || types.includes('Ingress');
}

const MONITOR_PORT = 8222;

/** True where a rule of a NetworkPolicy is about a port; one without ports is about all. */
export function includesPort(rule: unknown, wanted: number): boolean {
  const ports = listAt(rule, ['ports']);
  return (
    ports.length === 0 ||
    ports.some(item => {
      const port = valueAt(item, ['port']);
      const end = numberAt(item, ['endPort']);
      return (
        port === undefined ||
        port === wanted ||
        port === 'monitor' ||
        (typeof port === 'number' &&
          end !== undefined &&
          port <= wanted &&
          wanted <= end)
      );
    })
  );
}

/** True for a peer that is everybody: every pod of every namespace, or every address. */
function isEverybody(peer: unknown): boolean {
  const cidr = textAt(peer, ['ipBlock', 'cidr']);
  const namespaces = valueAt(peer, ['namespaceSelector']);
  const pods = valueAt(peer, ['podSelector']);
  return cidr !== undefined
    ? /\/0$/.test(cidr)
    : selects(namespaces, {}) && (pods === undefined || selects(pods, {}));
}

const UNLIMITED =
  'the monitoring port knows no password, and shows names, addresses and subjects; let in KEDA and Prometheus only';

/** values-network-policy: a port that asks nobody who they are. */
const networkPolicy: ReleaseRule = function* networkPolicy(
  release,
  repository,
) {
  if (!isOn(release.values, ['config', 'monitor', 'enabled'], true)) {
    return;
  }
  const port =
    numberAt(release.values, ['config', 'monitor', 'port']) ?? MONITOR_PORT;
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
    yield valueWarning(
      'values-network-policy',
      release,
      ['config', 'monitor'],
      `no NetworkPolicy of this repository limits who reaches the servers, so every pod of the cluster does: ${UNLIMITED}`,
    );
  }
  for (const policy of policies) {
    const ingress = ['spec', 'ingress'];
    for (const [i, rule] of listAt(policy.data, ingress).entries()) {
      const peers = listAt(rule, ['from']);
      const open = peers.length === 0 || peers.some(isEverybody);
      if (open && includesPort(rule, port)) {
        yield warning(
          'values-network-policy',
          policy,
          [...ingress, i],
          `lets everybody reach port ${port} of the servers: ${UNLIMITED}`,
        );
      }
    }
  }
};

/** Rules about who can read or reach what. */
export const valuesExposureRules = [secrets, ownServices, networkPolicy].map(
  forEachRelease,
);
