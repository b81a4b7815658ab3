import { goldenFiles } from '../__testUtils__/goldenRepositories';
import { RepositoryFiles } from '../RepositoryFile';
import { lintRepository } from './lintRepository';

/*
 * What teams do to a repository after it was generated: copies that were not
 * renamed, names changed in one place of three, values from other charts. Each
 * is one edit by hand of the golden repository of minicloud.
 */

type Edit = (files: RepositoryFiles) => void;

const WORKER = 'workers/echo-workers.yaml';
const RELEASE = 'nats/release.yaml';
const STREAMS = 'jetstream/streams.yaml';
const CONSUMERS = 'jetstream/consumers.yaml';
const CERTIFICATES = 'nats/certificates.yaml';
const FLUX = 'clusters/minicloud/nats.yaml';

function contentOf(files: RepositoryFiles, path: string): string {
  const file = files.get(path);
  if (!file) {
    throw new Error(`no ${path}`);
  }
  return file.content;
}

/** Replaces a text wherever it stands in a file. */
function edit(path: string, from: string, to: string): Edit {
  return files => {
    const content = contentOf(files, path);
    if (!content.includes(from)) {
      throw new Error(`no ${JSON.stringify(from)} in ${path}`);
    }
    files.set(path, { content: content.split(from).join(to) });
  };
}

/** Copies a file beside it, lists it, and renames what somebody thought of. */
function copy(from: string, to: string, ...renames: [string, string][]): Edit {
  return files => {
    const [folder, name] = to.split('/');
    const list = `${folder}/kustomization.yaml`;
    const content = renames.reduce(
      (text, [before, after]) => text.split(before).join(after),
      contentOf(files, from),
    );
    files.set(to, { content });
    files.set(list, { content: `${contentOf(files, list)}  - ${name}\n` });
  };
}

const namespace = (folder: string) =>
  edit(`${folder}/kustomization.yaml`, 'namespace: nats', 'namespace: events');

/** The mistake, the rule that has to say so, and the edits. */
const MISTAKES: [string, string, ...Edit[]][] = [
  [
    'a worker copied and not renamed',
    'flux-duplicate-object',
    copy(WORKER, 'workers/billing.yaml'),
  ],
  [
    'a worker for another consumer, without a user of its own',
    'reference-user',
    copy(CONSUMERS, 'jetstream/billing.yaml', ['echo', 'billing']),
    copy(WORKER, 'workers/billing.yaml', ['echo', 'billing']),
  ],
  [
    'a worker that takes from another consumer than it is scaled by',
    'reference-worker',
    edit(WORKER, 'value: echo-workers\n', 'value: echo-worker\n'),
  ],
  [
    "a client at the monitoring port's address",
    'reference-worker',
    edit(WORKER, 'cluster.local:4222', 'cluster.local:8222'),
  ],
  [
    'certificates mounted elsewhere',
    'reference-worker',
    edit(WORKER, 'mountPath: /etc/nats-client', 'mountPath: /etc/nats'),
  ],
  [
    'an inbox that the user may not listen to',
    'reference-permission',
    edit(WORKER, '_INBOX_echo-workers', '_INBOX_workers'),
  ],
  [
    'permissions of another consumer',
    'reference-permission',
    edit(RELEASE, 'MSG.NEXT.JOBS.echo-workers', 'MSG.NEXT.JOBS.billing'),
  ],
  ['another namespace in one folder', 'tls-san-missing', namespace('nats')],
  [
    'another namespace in every folder, and the address of the controller kept',
    'reference-server',
    ...['nats', 'jetstream', 'workers'].map(namespace),
  ],
  [
    'alerts of another exporter',
    'reference-metric',
    edit('nats/alerts.yaml', 'nats_varz_jetstream_stats', 'jetstream_server'),
  ],
  [
    'five servers, and nothing else changed',
    'flux-timeout',
    edit(RELEASE, 'replicas: 3', 'replicas: 5'),
  ],
  [
    'half the memory',
    'values-gomemlimit-ratio',
    edit(RELEASE, '512Mi', '256Mi'),
  ],
  ['a size in GB', 'values-pvc-size-unit', edit(RELEASE, '10Gi', '10GB')],
  [
    'values of the old chart',
    'values-pre-1-key',
    edit(RELEASE, '    config:\n', '    jetstream:\n'),
  ],
  [
    'a switch in quotes',
    'values-type',
    edit(
      RELEASE,
      'jetstream:\n        enabled: true',
      'jetstream:\n        enabled: "true"',
    ),
  ],
  [
    'JetStream in the system account',
    'reference-account',
    edit(
      RELEASE,
      'SYS:\n            users',
      'SYS:\n            jetstream: enabled\n            users',
    ),
  ],
  ['a port twice', 'values-port-shared', edit(RELEASE, '8222', '4222')],
  [
    'the monitoring port changed in one place',
    'keda-endpoint-port',
    edit(RELEASE, '8222', '8333'),
  ],
  [
    'a stream named as on the server',
    'kubernetes-name',
    edit(STREAMS, 'name: jobs', 'name: JOBS'),
  ],
  ['an age in days', 'nack-duration', edit(STREAMS, '24h', '7d')],
  [
    'a limit with a unit',
    'nack-field-type',
    edit(STREAMS, 'discard: old', 'discard: old\n  maxMsgSize: 1Mi'),
  ],
  [
    'a kind in the plural',
    'reference-kind',
    edit(STREAMS, 'kind: Stream', 'kind: Streams'),
  ],
  [
    'a version that is gone',
    'flux-api-version',
    edit(STREAMS, 'v1beta2', 'v1beta1'),
  ],
  [
    "an autoscaler's field",
    'kubernetes-unknown-field',
    edit(WORKER, 'minReplicaCount', 'minReplicas'),
  ],
  [
    'a threshold of none',
    'keda-threshold',
    edit(WORKER, "Threshold: '10'", "Threshold: '0'"),
  ],
  [
    'more workers than the page knows of',
    'catalog-scaling',
    edit(WORKER, 'maxReplicaCount: 5', 'maxReplicaCount: 50'),
  ],
  [
    'a password in a variable',
    'flux-secret-plain',
    edit(
      WORKER,
      '            - name: NATS_CA\n',
      '            - name: NATS_PASSWORD\n              value: s3cr3t\n            - name: NATS_CA\n',
    ),
  ],
  [
    'two certificates in one Secret',
    'tls-secret-shared',
    edit(CERTIFICATES, 'nats-app-tls', 'nats-admin-tls'),
  ],
  [
    'shorter certificates, renewed as before',
    'tls-duration',
    edit(CERTIFICATES, 'duration: 2160h', 'duration: 24h'),
  ],
  [
    'a broker that waits for its workers',
    'flux-depends-circle',
    edit(
      FLUX,
      'path: ./nats\n',
      'path: ./nats\n  dependsOn:\n    - name: nats-workers\n',
    ),
  ],
  [
    'a prefix for production',
    'flux-name-prefix',
    edit(
      'jetstream/kustomization.yaml',
      'namespace: nats',
      'namespace: nats\nnamePrefix: prod-',
    ),
  ],
  [
    'a patch for a small cluster',
    'flux-patch',
    edit(
      FLUX,
      'path: ./nats\n',
      'path: ./nats\n  patches:\n    - target: { kind: HelmRelease }\n      patch: "[]"\n',
    ),
  ],
  [
    'a merge that was not finished',
    'flux-yaml',
    edit(
      RELEASE,
      '        replicas: 3\n',
      '<<<<<<< HEAD\n        replicas: 3\n',
    ),
  ],
];

/** Legal, or nothing that the repository alone could tell. */
const RIGHT: [string, ...Edit[]][] = [
  ['line ends of Windows', edit(STREAMS, '\n', '\r\n')],
  [
    'a mark of the order of bytes',
    files =>
      files.set(STREAMS, { content: `\ufeff${contentOf(files, STREAMS)}` }),
  ],
  [
    'an issuer of the team that is elsewhere',
    edit(CERTIFICATES, 'kind: ClusterIssuer', 'kind: Issuer'),
    edit(WORKER, 'kind: ClusterIssuer', 'kind: Issuer'),
  ],
  [
    'an image of its own',
    edit(WORKER, 'natsio/nats-box:0.19.7', 'registry.example.org/echo:1.0.0'),
  ],
];

function idsAfter(edits: readonly Edit[]): string[] {
  const files = new Map(goldenFiles('minicloud'));
  edits.forEach(each => each(files));
  return lintRepository(files).map(({ id }) => id);
}

describe('an edit by hand', () => {
  const before = idsAfter([]);

  it.each(MISTAKES)('%s: %s', (_what, id, ...edits) => {
    expect(before).not.toContain(id);
    expect(idsAfter(edits)).toContain(id);
  });

  it.each(RIGHT)('%s is right', (_what, ...edits) => {
    expect(idsAfter(edits)).toEqual(before);
  });
});
