import { parseDuration } from '@nats-portal/plugin-nats-common';
import { quote } from '../../settings/findings';
import {
  isSetAt,
  KeyPath,
  listAt,
  numberAt,
  textAt,
  valueAt,
} from '../model/data';
import { Manifest } from '../model/Manifest';
import { chartOf } from '../model/NatsRelease';
import { GROUPS, Repository } from '../model/Repository';
import { RepositoryFinding } from '../RepositoryFinding';
import { error, RepositoryRule, warning } from '../RepositoryRule';
import { compareShape } from '../schemas/compareShape';
import { nackSpecs } from '../schemas/nack';

/** Kinds that hold messages. */
const STORES = ['Stream', 'KeyValue', 'ObjectStore'];
const BUCKETS = ['KeyValue', 'ObjectStore'];
const KINDS = Object.keys(nackSpecs);

type ObjectRule = (
  manifest: Manifest,
  repository: Repository,
) => Iterable<RepositoryFinding>;

function forEachOf(kinds: readonly string[], rule: ObjectRule): RepositoryRule {
  return function* everyObject(repository) {
    for (const manifest of repository.of(GROUPS.jetStream, ...kinds)) {
      yield* rule(manifest, repository);
    }
  };
}

function specPath(...keys: KeyPath): KeyPath {
  return ['spec', ...keys];
}

/** nack-unknown-field: fields that Kubernetes drops. */
const fields = forEachOf(KINDS, function* knownFields(manifest) {
  const shape = nackSpecs[manifest.kind];
  const spec = valueAt(manifest.data, ['spec']);
  for (const mismatch of compareShape(shape, spec, ['spec'])) {
    yield mismatch.problem === 'unknown'
      ? error(
          'nack-unknown-field',
          manifest,
          mismatch.path,
          `is no field of ${manifest.kind} (v1beta2): Kubernetes drops it in silence, and the server never hears of it`,
        )
      : error(
          'nack-field-type',
          manifest,
          mismatch.path,
          `must be ${mismatch.expected}, not ${quote(
            mismatch.value,
          )}: the API server refuses the object, and nothing beside it is applied`,
        );
  }
});

/** nack-storage-missing, nack-replicas-missing, nack-prevent-delete, nack-prune-guard: what a store must say. */
const stores = forEachOf(STORES, function* safeStores(manifest, repository) {
  const { data, kind } = manifest;
  if (!isSetAt(data, specPath('storage'))) {
    yield error(
      'nack-storage-missing',
      manifest,
      specPath('storage'),
      kind === 'Stream'
        ? 'without it messages are kept in memory, lost when the servers restart, and it cannot be changed later; write storage: file'
        : 'write storage: file, or memory where losing all at a restart is meant; it cannot be changed later',
    );
  }
  if (
    !isSetAt(data, specPath('replicas')) &&
    repository.natsReleases.some(({ clustered }) => clustered)
  ) {
    yield error(
      'nack-replicas-missing',
      manifest,
      specPath('replicas'),
      'without it there is one copy: while its server restarts nobody can publish, and with its disk all is lost; write replicas: 3',
    );
  }
  if (valueAt(data, specPath('preventDelete')) !== true) {
    yield error(
      'nack-prevent-delete',
      manifest,
      specPath('preventDelete'),
      'whoever removes or renames this object deletes everything in it on the server; write preventDelete: true',
    );
  }
  const annotation = [
    'metadata',
    'annotations',
    'kustomize.toolkit.fluxcd.io/prune',
  ];
  if (textAt(data, annotation) !== 'disabled') {
    yield error(
      'nack-prune-guard',
      manifest,
      annotation,
      'taking the object out of Git lets Flux delete it, and the controller what is in it; add the annotation kustomize.toolkit.fluxcd.io/prune: disabled',
    );
  }
});

/** nack-ack-policy-missing, nack-ack-wait-missing: defaults that lose messages or send them for ever. */
const acknowledgement = forEachOf(
  ['Consumer'],
  function* writtenAcknowledgement(manifest) {
    const { data } = manifest;
    const policy = textAt(data, specPath('ackPolicy'));
    if (policy === undefined) {
      yield error(
        'nack-ack-policy-missing',
        manifest,
        specPath('ackPolicy'),
        "the controller's default is none: a message counts as done when it was sent, and it cannot be changed later; write ackPolicy: explicit",
      );
    }
    if (policy !== 'none' && !isSetAt(data, specPath('ackWait'))) {
      yield error(
        'nack-ack-wait-missing',
        manifest,
        specPath('ackWait'),
        "the controller's default is one nanosecond: every message is sent again and again while it is worked on; write ackWait: 30s",
      );
    }
  },
);

/** Fields of all kinds that hold a duration. */
const DURATIONS: KeyPath[] = [
  ['maxAge'],
  ['duplicateWindow'],
  ['subjectDeleteMarkerTtl'],
  ['consumerLimits', 'inactiveThreshold'],
  ['ackWait'],
  ['heartbeatInterval'],
  ['maxRequestExpires'],
  ['inactiveThreshold'],
  ['pinnedTtl'],
  ['ttl'],
];

function isGoDuration(text: string): boolean {
  return (
    text === '' ||
    (!/[dw]/.test(text) &&
      parseDuration(text.replace(/^[-+]/, '')) !== undefined)
  );
}

/** nack-duration: durations that Go does not read. */
const durations = forEachOf(KINDS, function* goDurations(manifest) {
  const backoff = listAt(manifest.data, specPath('backoff')).map((_step, i) => [
    'backoff',
    i,
  ]);
  for (const path of [...DURATIONS, ...backoff]) {
    const value = valueAt(manifest.data, specPath(...path));
    if (typeof value === 'string' && !isGoDuration(value)) {
      yield error(
        'nack-duration',
        manifest,
        specPath(...path),
        `${quote(
          value,
        )} is no Go duration, and the object stays Errored for ever; units are h, m, s, ms, us and ns: a day is 24h`,
      );
    }
  }
});

/** nack-prevent-update: changes that are reported as done. */
const updates = forEachOf(KINDS, function* appliedUpdates(manifest) {
  if (valueAt(manifest.data, specPath('preventUpdate')) === true) {
    yield warning(
      'nack-prevent-update',
      manifest,
      specPath('preventUpdate'),
      'changes in Git show as Ready and are never applied; leave it out once they are to count',
    );
  }
});

/** nack-pinned-no-ttl, nack-sample-freq, nack-start: settings that need another, or another form. */
const consumers = forEachOf(
  ['Consumer'],
  function* possibleConsumers(manifest) {
    const { data } = manifest;
    if (
      textAt(data, specPath('priorityPolicy')) === 'pinned_client' &&
      !isSetAt(data, specPath('pinnedTtl'))
    ) {
      yield error(
        'nack-pinned-no-ttl',
        manifest,
        specPath('priorityPolicy'),
        'pinned_client without pinnedTtl is dropped in silence, and every client gets messages; add pinnedTtl, such as 2m',
      );
    }
    const sampling = textAt(data, specPath('sampleFreq'));
    if (sampling !== undefined && !/^(?:100|\d{1,2})%?$/.test(sampling)) {
      yield error(
        'nack-sample-freq',
        manifest,
        specPath('sampleFreq'),
        `${quote(
          sampling,
        )} is no whole percentage from 0 to 100, and the object stays Errored for ever; write 10 or "10%"`,
      );
    }
    for (const [policy, field] of [
      ['byStartTime', 'optStartTime'],
      ['byStartSequence', 'optStartSeq'],
    ]) {
      if (
        textAt(data, specPath('deliverPolicy')) === policy &&
        !isSetAt(data, specPath(field))
      ) {
        yield error(
          'nack-start',
          manifest,
          specPath('deliverPolicy'),
          `${policy} needs ${field}; without it the object stays Errored for ever`,
        );
      }
    }
  },
);

/** Credentials of an Account: the section, and the names of keys in its Secret. */
const CREDENTIALS: [section: string, keys: string[]][] = [
  ['tls', ['ca', 'cert', 'key']],
  ['creds', ['file']],
  ['nkey', ['seed']],
  ['user', ['user', 'password']],
  ['token', ['token']],
];

/** nack-account-keys, nack-account-tlsfirst: how the controller connects. */
const accounts = forEachOf(['Account'], function* usableAccounts(manifest) {
  for (const [section, keys] of CREDENTIALS) {
    const path = specPath(section);
    const missing = keys.filter(key => !isSetAt(manifest.data, [...path, key]));
    if (
      isSetAt(manifest.data, [...path, 'secret', 'name']) &&
      missing.length > 0
    ) {
      yield error(
        'nack-account-keys',
        manifest,
        path,
        `${missing.join(
          ', ',
        )} missing: they name keys in the Secret and have no default, so no credentials are used and the server refuses the controller (cert-manager's Secrets have ca.crt, tls.crt, tls.key)`,
      );
    }
  }
  if (isSetAt(manifest.data, specPath('tlsFirst'))) {
    yield warning(
      'nack-account-tlsfirst',
      manifest,
      specPath('tlsFirst'),
      'is ignored on an Account; leave it out',
    );
  }
});

const ASSETS = [...STORES, 'Consumer'];

/** nack-account-missing: connections that are not described. */
const knownAccounts = forEachOf(
  ASSETS,
  function* knownAccount(manifest, { of }) {
    const account = textAt(manifest.data, specPath('account'));
    const found = of(GROUPS.jetStream, 'Account').some(
      ({ name, namespace }) =>
        name === account && namespace === manifest.namespace,
    );
    if (account !== undefined && !found) {
      yield error(
        'nack-account-missing',
        manifest,
        specPath('account'),
        `no Account ${quote(account)} is in the same namespace (${
          manifest.namespace ?? 'unknown'
        }), so the object stays Errored; it is the name of the Account object, not of the account on the server`,
      );
    }
  },
);

/** nack-limit-marker-unit: nanoseconds that were meant as seconds. */
const markers = forEachOf(['KeyValue'], function* markerUnits(manifest) {
  const ttl = numberAt(manifest.data, specPath('limitMarkerTtl'));
  if (ttl !== undefined && ttl > 0 && ttl < 1e9) {
    yield warning(
      'nack-limit-marker-unit',
      manifest,
      specPath('limitMarkerTtl'),
      `is in nanoseconds, and the server's least is a second: ${ttl} is refused; write 1000000000 or more`,
    );
  }
});

/** What tells whose stream a stream is. */
function connectionOf({ data, namespace }: Manifest): string {
  return JSON.stringify([
    namespace,
    valueAt(data, specPath('account')),
    valueAt(data, specPath('servers')),
    valueAt(data, specPath('jsDomain')),
  ]);
}

function assetOf({ data, kind }: Manifest): string | undefined {
  const name = textAt(data, specPath(kind === 'Stream' ? 'name' : 'bucket'));
  if (kind !== 'Consumer') {
    return name === undefined ? undefined : `${kind} ${name}`;
  }
  const stream = textAt(data, specPath('streamName'));
  const durable = textAt(data, specPath('durableName'));
  return stream && durable ? `Consumer ${durable} of ${stream}` : undefined;
}

/** nack-duplicate-asset: two objects that overwrite each other. */
const duplicates: RepositoryRule = function* duplicates({ of }) {
  const first = new Map<string, Manifest>();
  for (const manifest of of(GROUPS.jetStream, ...ASSETS)) {
    const asset = assetOf(manifest);
    const key = `${connectionOf(manifest)} ${asset}`;
    const earlier = first.get(key);
    if (asset !== undefined && earlier) {
      yield error(
        'nack-duplicate-asset',
        manifest,
        ['spec'],
        `${asset} is declared in ${earlier.file} already (${earlier.name}), and the two overwrite each other for ever; remove one`,
      );
    } else {
      first.set(key, manifest);
    }
  }
};

/** nack-name-mismatch: consumers that land elsewhere than their stream. */
const together: RepositoryRule = function* together({ of }) {
  const streams = of(GROUPS.jetStream, 'Stream');
  const byName = new Map<string, Manifest[]>();
  for (const stream of streams) {
    const name = textAt(stream.data, specPath('name')) ?? '';
    byName.set(name, [...(byName.get(name) ?? []), stream]);
  }
  for (const consumer of of(GROUPS.jetStream, 'Consumer')) {
    const name = textAt(consumer.data, specPath('streamName'));
    const candidates = byName.get(name ?? '') ?? [];
    if (
      candidates.length > 0 &&
      !candidates.some(
        stream => connectionOf(stream) === connectionOf(consumer),
      )
    ) {
      yield warning(
        'nack-name-mismatch',
        consumer,
        specPath('streamName'),
        `the Stream ${name} connects otherwise (namespace, account, servers or jsDomain), so the consumer is made somewhere else or not at all; write the same`,
      );
    }
  }
};

/** nack-kv-needs-control-loop, nack-legacy-drift, nack-secret-rbac: how the controller runs. */
const controller: RepositoryRule = function* controller({ of }) {
  const buckets = of(GROUPS.jetStream, ...BUCKETS);
  for (const release of of(GROUPS.helm, 'HelmRelease')) {
    const { chart } = chartOf(release, of(GROUPS.source, 'OCIRepository'));
    if (chart !== 'nack') {
      continue;
    }
    const values: KeyPath = ['spec', 'values'];
    const loop = [...values, 'jetstream', 'controlLoop'];
    if (valueAt(release.data, loop) !== true) {
      for (const bucket of buckets) {
        yield error(
          'nack-kv-needs-control-loop',
          bucket,
          ['kind'],
          `the controller of ${release.file} runs without jetstream.controlLoop: true and looks at no ${bucket.kind}, in silence; turn it on`,
        );
      }
      yield warning(
        'nack-legacy-drift',
        release,
        loop,
        'off: a stream that is lost or changed by hand is not repaired, and removing an object leaves it on the server; set jetstream.controlLoop: true',
      );
    }
    if (valueAt(release.data, [...values, 'namespaced']) !== true) {
      yield warning(
        'nack-secret-rbac',
        release,
        [...values, 'namespaced'],
        'the controller may read every Secret of the cluster; set namespaced: true where it serves one namespace',
      );
    }
  }
};

/** Rules about the objects of the JetStream controller. */
export const nackRules: RepositoryRule[] = [
  fields,
  stores,
  acknowledgement,
  durations,
  updates,
  consumers,
  accounts,
  knownAccounts,
  markers,
  duplicates,
  together,
  controller,
];
