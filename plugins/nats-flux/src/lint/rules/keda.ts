import { quote } from '../../settings/findings';
import {
  entriesAt,
  isSetAt,
  KeyPath,
  numberAt,
  textAt,
  valueAt,
} from '../model/data';
import { headlessEndpoint, parseEndpoint, releaseAt } from '../model/endpoint';
import { isOn } from '../model/NatsRelease';
import { Manifest } from '../model/Manifest';
import { NatsTrigger, natsTriggers } from '../model/natsTriggers';
import { GROUPS, Repository } from '../model/Repository';
import { RepositoryFinding } from '../RepositoryFinding';
import { error, RepositoryRule, warning } from '../RepositoryRule';

type TriggerRule = (
  trigger: NatsTrigger,
  repository: Repository,
) => Iterable<RepositoryFinding>;

function forEachTrigger(rule: TriggerRule): RepositoryRule {
  return function* everyTrigger(repository) {
    for (const trigger of natsTriggers(repository)) {
      yield* rule(trigger, repository);
    }
  };
}

function metadataPath({ index }: NatsTrigger, ...keys: string[]): KeyPath {
  return ['spec', 'triggers', index, 'metadata', ...keys];
}

const ENDPOINT = 'natsServerMonitoringEndpoint';

/** keda-endpoint-scheme, keda-endpoint-headless, keda-endpoint-no-monitor: where KEDA asks for the backlog. */
const endpoint: TriggerRule = function* endpoint(trigger, { natsReleases }) {
  if (trigger.endpoint === undefined) {
    return;
  }
  const path = metadataPath(trigger, ENDPOINT);
  const { scheme, host, port } = parseEndpoint(trigger.endpoint);
  if (scheme !== undefined || port === undefined) {
    yield error(
      'keda-endpoint-scheme',
      trigger.manifest,
      path,
      `${quote(
        trigger.endpoint,
      )} must be host:port: KEDA puts the scheme before it (useHttps), and has no port of its own`,
    );
  }
  const release = releaseAt(host, natsReleases);
  const [service] = host.split('.');
  if (!release) {
    return;
  }
  const wanted = headlessEndpoint(release);
  if (release.clustered && service !== `${release.fullname}-headless`) {
    yield error(
      'keda-endpoint-headless',
      trigger.manifest,
      path,
      `KEDA asks each server by its own name below this one, and only the headless Service has such names: it never finds the leader and scales nobody; write ${wanted}`,
    );
  } else if (
    !release.clustered &&
    service === release.fullname &&
    !isOn(release.values, ['service', 'ports', 'monitor', 'enabled'])
  ) {
    yield error(
      'keda-endpoint-no-monitor',
      trigger.manifest,
      path,
      `the Service ${service} does not pass the monitoring port on, so KEDA reaches nobody; write ${wanted}`,
    );
  }
};

/** keda-required: what the scaler cannot do without. */
const required: TriggerRule = function* required(trigger, _repository) {
  if (
    isSetAt(trigger.manifest.data, [
      'spec',
      'triggers',
      trigger.index,
      'authenticationRef',
    ])
  ) {
    // Endpoint and account may come from there.
    return;
  }
  const missing = ['stream', 'consumer', ENDPOINT].filter(
    key => !isSetAt(trigger.metadata, [key]),
  );
  if (
    !isSetAt(trigger.metadata, ['account']) &&
    !isSetAt(trigger.metadata, ['accountID'])
  ) {
    missing.push('account');
  }
  if (missing.length > 0) {
    yield error(
      'keda-required',
      trigger.manifest,
      metadataPath(trigger),
      `${missing.join(
        ' and ',
      )} missing: the scaler fails, and nobody is scaled`,
    );
  }
};

/** keda-account-id: with an operator, accounts are known by their public key. */
const accountId: TriggerRule = function* accountId(trigger, { natsReleases }) {
  const host = parseEndpoint(trigger.endpoint ?? '').host;
  const release = releaseAt(host, natsReleases);
  if (
    release &&
    isOn(release.values, ['config', 'resolver', 'enabled']) &&
    !isSetAt(trigger.metadata, ['accountID'])
  ) {
    yield error(
      'keda-account-id',
      trigger.manifest,
      metadataPath(trigger, 'account'),
      "with an operator the server knows accounts by their public key only and answers with no consumer at all; set accountID to the account's public key",
    );
  }
};

const KEYS = [
  'account',
  'accountID',
  'stream',
  'consumer',
  'lagThreshold',
  'activationLagThreshold',
  'useHttps',
  ENDPOINT,
];

/** Keys that KEDA lets every trigger take from the environment of the workload. */
const FROM_ENV = /FromEnv$/;

/** keda-unknown-key, keda-not-string: what KEDA does not look at, and what it refuses. */
const metadata: TriggerRule = function* metadata(trigger) {
  for (const [key, value] of entriesAt(trigger.metadata, [])) {
    const path = metadataPath(trigger, key);
    if (!KEYS.includes(key.replace(FROM_ENV, ''))) {
      yield error(
        'keda-unknown-key',
        trigger.manifest,
        path,
        `is no key of the scaler nats-jetstream and ignored in silence; known are ${KEYS.join(
          ', ',
        )}`,
      );
    } else if (typeof value !== 'string') {
      yield error(
        'keda-not-string',
        trigger.manifest,
        path,
        `${quote(
          value,
        )} must be a text: the API server refuses the object, and nothing of its file is applied; put it into quotes`,
      );
    }
  }
};

/** tls-keda-https: a scheme that the monitoring port does not speak. */
const scheme: TriggerRule = function* scheme(trigger, { natsReleases }) {
  const release = releaseAt(
    parseEndpoint(trigger.endpoint ?? '').host,
    natsReleases,
  );
  if (release && release.monitorTls !== trigger.useHttps) {
    yield error(
      'tls-keda-https',
      trigger.manifest,
      metadataPath(trigger, 'useHttps'),
      `the monitoring port speaks ${
        release.monitorTls ? 'HTTPS' : 'HTTP'
      }, so KEDA cannot connect and scales nobody; write useHttps: "${String(
        release.monitorTls,
      )}"`,
    );
  }
};

/** keda-consumer-undeclared: a consumer that nobody makes. */
const declared: TriggerRule = function* declared(trigger, { of }) {
  const streams = of(GROUPS.jetStream, 'Stream');
  const consumers = of(GROUPS.jetStream, 'Consumer');
  if (streams.length + consumers.length === 0) {
    // Somebody else makes them, and they cannot be seen from here.
    return;
  }
  const found = consumers.some(
    ({ data }) =>
      textAt(data, ['spec', 'streamName']) === trigger.stream &&
      textAt(data, ['spec', 'durableName']) === trigger.consumer,
  );
  if (trigger.stream && trigger.consumer && !found) {
    yield error(
      'keda-consumer-undeclared',
      trigger.manifest,
      metadataPath(trigger, 'consumer'),
      `no Consumer of this repository is ${trigger.consumer} of ${trigger.stream}: KEDA before 2.20 scales to the maximum, later ones report an error; declare it, or mend the name`,
    );
  }
};

function forEachScaledObject(
  rule: (
    manifest: Manifest,
    repository: Repository,
  ) => Iterable<RepositoryFinding>,
): RepositoryRule {
  return function* everyScaledObject(repository) {
    const scaled = new Set(
      natsTriggers(repository).map(({ manifest }) => manifest),
    );
    for (const manifest of scaled) {
      if (manifest.kind === 'ScaledObject') {
        yield* rule(manifest, repository);
      }
    }
  };
}

const FALLBACK: KeyPath = ['spec', 'fallback'];

const MIN_FAILURES = 3;

/** keda-no-fallback, keda-fallback-behavior: what happens while KEDA cannot read. */
const fallback = forEachScaledObject(function* hasFallback(manifest) {
  const { data } = manifest;
  const failures = numberAt(data, [...FALLBACK, 'failureThreshold']);
  const behavior = textAt(data, [...FALLBACK, 'behavior']);
  if (!isSetAt(data, FALLBACK)) {
    yield error(
      'keda-no-fallback',
      manifest,
      FALLBACK,
      'every server that restarts makes a poll fail, and nothing says how many workers then remain; add fallback: { failureThreshold: 3, replicas: 1, behavior: currentReplicasIfHigher }',
    );
  } else if (failures === undefined || failures < MIN_FAILURES) {
    yield error(
      'keda-no-fallback',
      manifest,
      [...FALLBACK, 'failureThreshold'],
      `one server that restarts makes a poll or two fail; wait for ${MIN_FAILURES} before falling back`,
    );
  } else if (behavior !== 'currentReplicasIfHigher') {
    yield warning(
      'keda-fallback-behavior',
      manifest,
      [...FALLBACK, 'behavior'],
      'workers are scaled in while KEDA cannot read the backlog; write currentReplicasIfHigher',
    );
  }
});

interface Target {
  kind: string;
  name: string | undefined;
}

function targetOf(data: unknown): Target {
  const path = ['spec', 'scaleTargetRef'];
  return {
    kind: textAt(data, [...path, 'kind']) ?? 'Deployment',
    name: textAt(data, [...path, 'name']),
  };
}

/** keda-deployment-replicas: two who say how many. */
const replicas: RepositoryRule = function* replicas({ of }) {
  for (const scaled of of(GROUPS.keda, 'ScaledObject')) {
    const { kind, name } = targetOf(scaled.data);
    for (const target of of('apps', kind)) {
      if (
        target.name === name &&
        target.namespace === scaled.namespace &&
        isSetAt(target.data, ['spec', 'replicas'])
      ) {
        yield error(
          'keda-deployment-replicas',
          target,
          ['spec', 'replicas'],
          `KEDA scales ${name}, and Flux sets it back to ${quote(
            valueAt(target.data, ['spec', 'replicas']),
          )} at each reconciliation; leave replicas out`,
        );
      }
    }
  }
};

/** keda-duplicate-target: two scalers of one workload. */
const oneScaler: RepositoryRule = function* oneScaler({ of }) {
  const first = new Map<string, Manifest>();
  for (const scaler of [
    ...of(GROUPS.keda, 'ScaledObject'),
    ...of('autoscaling', 'HorizontalPodAutoscaler'),
  ]) {
    const { kind, name } = targetOf(scaler.data);
    const key = JSON.stringify([scaler.namespace, kind, name]);
    const earlier = first.get(key);
    if (earlier && name !== undefined) {
      yield error(
        'keda-duplicate-target',
        scaler,
        ['spec', 'scaleTargetRef', 'name'],
        `${name} is scaled by ${earlier.kind} ${earlier.name} (${earlier.file}) already, and the two fight; put the triggers into one ScaledObject`,
      );
    } else {
      first.set(key, scaler);
    }
  }
};

/** Consumers times triggers above which each poll costs the server more than the work it scales. */
const COSTLY = 10_000;

/** keda-cost: whole-account answers at every poll. */
const cost: RepositoryRule = function* cost(repository) {
  const consumers = repository.of(GROUPS.jetStream, 'Consumer').length;
  const triggers = natsTriggers(repository);
  if (consumers * triggers.length <= COSTLY) {
    return;
  }
  for (const { manifest, index } of triggers) {
    const trigger = ['spec', 'triggers', index];
    if (valueAt(manifest.data, [...trigger, 'useCachedMetrics']) !== true) {
      yield warning(
        'keda-cost',
        manifest,
        trigger,
        `an answer is as large as the account, and ${triggers.length} triggers ask about ${consumers} consumers every 15 seconds; set useCachedMetrics: true, or scale by Prometheus`,
      );
    }
  }
};

/** Rules about the scalers of the workers. */
export const kedaRules: RepositoryRule[] = [
  ...[endpoint, required, accountId, metadata, scheme, declared].map(
    forEachTrigger,
  ),
  fallback,
  replicas,
  oneScaler,
  cost,
];
