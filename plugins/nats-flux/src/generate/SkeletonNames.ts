import { InputError } from '@backstage/errors';
import { Document } from 'yaml';
import {
  isKind,
  nameOf,
  readYaml,
  requireDocument,
  valueIn,
} from '../yaml/YamlFile';
import { Skeleton } from '../RepositoryFile';

/** What the skeleton calls the things that get other names. */
export interface SkeletonNames {
  /** The Helm release; names such as `nats-server-tls` begin with it. */
  name: string;
  clusterDomain: string;
  /** Folder below `clusters/`. */
  cluster: string;
  /** The account that applications have, as the servers know it. */
  account: string;
  /** The object by which the JetStream controller reaches that account. */
  accountObject: string;
  /** Common names of the users of that account, the worker's and that of leaf nodes aside. */
  users: string[];
  /** Of its streams, which the settings' come instead of. */
  subjects: string[];
  /** The worker that all workers are copies of. */
  worker?: WorkerPattern;
}

/** The skeleton's one example of a worker. */
export interface WorkerPattern {
  path: string;
  name: string;
  stream: string;
  consumer: string;
}

const RELEASE = 'nats/release.yaml';

/** After the broker's name, the user of leaf nodes. */
export const LEAF = '-leaf';

function text(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}

function workerPattern(skeleton: Skeleton): WorkerPattern | undefined {
  for (const [path, { content }] of skeleton) {
    if (!/^workers\/[^/]+\.ya?ml$/.test(path)) {
      continue;
    }
    const scaled = readYaml(path, content).documents.find(document =>
      isKind(document, 'ScaledObject'),
    );
    if (scaled) {
      const trigger = ['spec', 'triggers', 0, 'metadata'];
      return {
        path,
        name: nameOf(scaled),
        stream: text(valueIn(scaled, [...trigger, 'stream']), ''),
        consumer: text(valueIn(scaled, [...trigger, 'consumer']), ''),
      };
    }
  }
  return undefined;
}

function streamSubjects(skeleton: Skeleton): string[] {
  return [...skeleton]
    .filter(([path]) => /^jetstream\/[^/]+\.ya?ml$/.test(path))
    .flatMap(([path, { content }]) => readYaml(path, content).documents)
    .filter(document => isKind(document, 'Stream'))
    .flatMap(document => {
      const subjects = valueIn(document, ['spec', 'subjects']);
      return Array.isArray(subjects) ? subjects.map(String) : [];
    });
}

/** The first account that is not the system's, and the common names of its users. */
function applications(
  release: Document,
  others: readonly (string | undefined)[],
): Pick<SkeletonNames, 'account' | 'users'> {
  const config = ['spec', 'values', 'config', 'merge'];
  const system = valueIn(release, [...config, 'system_account']);
  const accounts = valueIn(release, [...config, 'accounts']);
  const [account, content] = Object.entries(accounts ?? {}).find(
    ([name]) => name !== system,
  ) ?? ['APP', undefined];
  const users = (content as { users?: unknown } | undefined)?.users;
  return {
    account,
    users: (Array.isArray(users) ? users : []).flatMap(user => {
      const [, name] = /^CN=(.*)$/.exec(text(user?.user, '')) ?? [];
      return name === undefined || others.includes(name) ? [] : [name];
    }),
  };
}

function accountObject(skeleton: Skeleton): string {
  const path = 'jetstream/account.yaml';
  const file = skeleton.get(path);
  const object =
    file &&
    readYaml(path, file.content).documents.find(document =>
      isKind(document, 'Account'),
    );
  return object ? nameOf(object) : '';
}

/**
 * Reads the names that the skeleton uses for what the settings name.
 *
 * @throws InputError for a skeleton without a release, or not with exactly one folder below `clusters/`
 */
export function skeletonNames(skeleton: Skeleton): SkeletonNames {
  const clusters = new Set(
    [...skeleton.keys()].flatMap(
      path => /^clusters\/([^/]+)\//.exec(path)?.[1] ?? [],
    ),
  );
  const [cluster] = clusters;
  if (clusters.size !== 1) {
    throw new InputError(
      `The skeleton must have exactly one folder below clusters/, and has ${clusters.size}`,
    );
  }
  const release = skeleton.get(RELEASE);
  if (!release) {
    throw new InputError(`The skeleton has no ${RELEASE}`);
  }
  const document = requireDocument(
    readYaml(RELEASE, release.content),
    'HelmRelease',
    candidate => isKind(candidate, 'HelmRelease'),
  );
  const values = ['spec', 'values'];
  const worker = workerPattern(skeleton);
  const name = text(
    valueIn(document, [...values, 'fullnameOverride']),
    nameOf(document),
  );
  return {
    name,
    clusterDomain: text(
      valueIn(document, [
        ...values,
        'config',
        'cluster',
        'routeURLs',
        'k8sClusterDomain',
      ]),
      'cluster.local',
    ),
    cluster,
    ...applications(document, [worker?.name, `${name}${LEAF}`]),
    accountObject: accountObject(skeleton),
    subjects: streamSubjects(skeleton),
    worker,
  };
}
