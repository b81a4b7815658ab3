import { InputError } from '@backstage/errors';
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
  return {
    name: text(
      valueIn(document, [...values, 'fullnameOverride']),
      nameOf(document),
    ),
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
    subjects: streamSubjects(skeleton),
    worker: workerPattern(skeleton),
  };
}
