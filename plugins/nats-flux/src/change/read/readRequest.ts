import { NATS_BROKER_ANNOTATION } from '@nats-portal/plugin-nats-common';
import {
  hasJetStream,
  Release,
  serversOf,
  toRelease,
  valueOf,
} from '../../compare/brokers/Release';
import { isBrokerRelease } from '../../compare/brokers/releases';
import {
  isTree,
  listAt,
  scalarText,
  textAt,
  textsAt,
  Tree,
  valueAt,
} from '../../compare/repository/tree';
import { userOf } from '../../generate/editUsers';
import { RepositoryFile } from '../../RepositoryFile';
import { GenerateRequest } from '../../settings/GenerateRequest';
import { BrokerDefaults } from '../../settings/PlatformDefaults';
import { FluxSourceSetting } from '../../settings/Settings';
import { readAccounts } from './readAccounts';
import { namedMessaging, readMessaging, readUnmarked } from './readMessaging';
import { readSurroundings } from './readSurroundings';
import { readWorkers } from './readWorkers';
import { RepositoryReader } from './RepositoryReader';

const HELM = 'helm.toolkit.fluxcd.io';
const FLUX = 'kustomize.toolkit.fluxcd.io';

/** What a repository was asked for, as far as it can be read in it. */
export interface ReadRequest {
  request: GenerateRequest;
  /** What no form asks for: the platform decided it when the repository was made. */
  platform: BrokerDefaults;
  /** What is declared without a mark on the broker, by `assetKey`. */
  unmarked: ReadonlySet<string>;
}

/** What keeps a repository from being read. */
export interface Unreadable {
  problems: { file: string; message: string }[];
}

function withoutBlank<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as T;
}

/** Where the broker's files are: a folder of a fleet repository names cluster and broker. */
function layoutOf(
  reader: RepositoryReader,
  release: string,
): { layout: 'repository' | 'fleet'; cluster: string } | undefined {
  const [, fleet] = /^clusters\/([^/]+)\/[^/]+\/nats\//.exec(release) ?? [];
  if (fleet !== undefined) {
    return { layout: 'fleet', cluster: fleet };
  }
  const clusters = new Set(
    reader.paths.flatMap(path => /^clusters\/([^/]+)\//.exec(path)?.[1] ?? []),
  );
  const [cluster] = clusters;
  return clusters.size === 1 ? { layout: 'repository', cluster } : undefined;
}

function entityOf(reader: RepositoryReader): Tree | undefined {
  return reader.entities.find(
    entity =>
      entity.kind === 'Resource' &&
      textAt(entity, ['spec', 'type']) === 'nats-broker',
  );
}

/** The entities that list what the broker has: its own, and those of further accounts. */
function brokerEntities(reader: RepositoryReader): Tree[] {
  return reader.entities.filter(
    entity =>
      entity.kind === 'Resource' &&
      ['nats-broker', 'nats-account'].includes(
        textAt(entity, ['spec', 'type']) ?? '',
      ),
  );
}

function sourceOf(
  reader: RepositoryReader,
  release: Release,
): FluxSourceSetting | undefined {
  const { name } = release.object;
  const found = reader
    .ofKind(FLUX, 'Kustomization')
    .find(each => each.name === name);
  const source = valueAt(found?.content, ['spec', 'sourceRef']);
  const kind = textAt(source, ['kind']);
  const isUsual =
    kind === 'GitRepository' &&
    textAt(source, ['name']) === name &&
    textAt(source, ['namespace']) === undefined;
  return isTree(source) && !isUsual
    ? (source as unknown as FluxSourceSetting)
    : undefined;
}

/** True where a user of the release is the JetStream controller, which the portal has no need of. */
function hasController({ values, object }: Release): boolean {
  const accounts = valueAt(values, ['config', 'merge', 'accounts']);
  const controller = userOf(`${object.name}-nack`);
  return Object.values(isTree(accounts) ? accounts : {}).some(account =>
    listAt(account, ['users']).some(
      user => textAt(user, ['user']) === controller,
    ),
  );
}

/** The cluster's domain, as the routes have it; a single server has it in its certificate only. */
function domainOf(
  reader: RepositoryReader,
  { object, values }: Release,
): string | undefined {
  const prefix = `${object.name}.${object.name}.svc.`;
  const [host] = textsAt(
    reader.named('cert-manager.io', 'Certificate', `${object.name}-server`),
    ['spec', 'dnsNames'],
  ).filter(each => each.startsWith(prefix));
  return (
    textAt(values, ['config', 'cluster', 'routeURLs', 'k8sClusterDomain']) ??
    host?.slice(prefix.length)
  );
}

function readValues(release: Release) {
  const text = (...path: string[]) =>
    scalarText(valueOf(release, path)) || undefined;
  const store = ['config', 'jetstream'];
  const resource = (key: string) =>
    text('container', 'merge', 'resources', 'limits', key);
  const memoryStore =
    valueOf(release, [...store, 'memoryStore', 'enabled']) === true;
  return withoutBlank({
    servers: serversOf(release) || undefined,
    storageSize: hasJetStream(release)
      ? text(...store, 'fileStore', 'pvc', 'size')
      : undefined,
    storageClass: text(...store, 'fileStore', 'pvc', 'storageClassName'),
    memory: resource('memory'),
    cpu: resource('cpu'),
    memoryStoreSize: memoryStore
      ? text(...store, 'memoryStore', 'maxSize')
      : undefined,
  });
}

function readPod({ values }: Release): BrokerDefaults {
  const pod = valueAt(values, ['podTemplate']);
  const spread = textAt(pod, [
    'topologySpreadConstraints',
    'kubernetes.io/hostname',
    'whenUnsatisfiable',
  ]);
  return {
    nonRoot:
      valueAt(pod, ['merge', 'spec', 'securityContext', 'runAsNonRoot']) ===
      true,
    ...(spread
      ? { spread: spread === 'DoNotSchedule' ? 'strict' : 'soft' }
      : {}),
  };
}

function read(reader: RepositoryReader, release: Release): ReadRequest {
  const { object } = release;
  const { name } = object;
  const place = layoutOf(reader, object.file);
  const entity = entityOf(reader);
  const clusterDomain = domainOf(reader, release);
  const { workers, defaults, scaler, prometheusUrl } = readWorkers(reader);
  const { host, ...surroundings } = readSurroundings(
    reader,
    {
      name,
      values: release.values,
      clusterDomain: clusterDomain ?? 'cluster.local',
    },
    prometheusUrl,
  );
  const accounts = readAccounts(reader, release);
  const provisioning = hasController(release) ? 'flux' : 'portal';
  return {
    request: withoutBlank({
      cluster: place?.cluster ?? '',
      layout: place?.layout,
      name,
      broker: textAt(entity, [
        'metadata',
        'annotations',
        NATS_BROKER_ANNOTATION,
      ]),
      owner: textAt(entity, ['spec', 'owner']) ?? '',
      system: textAt(entity, ['spec', 'system']),
      ...readValues(release),
      monitoringHost: host,
      source: sourceOf(reader, release),
      provisioning,
      accounts: accounts.accounts,
      messaging:
        provisioning === 'flux'
          ? readMessaging(reader, workers, accounts)
          : namedMessaging(brokerEntities(reader), workers, accounts),
    }),
    platform: withoutBlank({
      ...surroundings,
      ...readPod(release),
      chartVersion: release.chartVersion || undefined,
      clusterDomain,
      scaler,
      worker: defaults,
    }),
    unmarked: readUnmarked(reader, accounts),
  };
}

/**
 * Reads back what a repository was asked for. Of what people changed by hand the
 * values count that are there now.
 */
export function readRequest(
  files: ReadonlyMap<string, RepositoryFile>,
): ReadRequest | Unreadable {
  const reader = new RepositoryReader(files);
  const problems = reader.unreadable.map(file => ({
    file,
    message: 'is no YAML that can be read; mend it first',
  }));
  const releases = reader.ofKind(HELM, 'HelmRelease').filter(isBrokerRelease);
  const [release] = releases;
  if (releases.length !== 1) {
    const where = releases.map(({ file }) => file).join(', ');
    problems.push({
      file: release?.file ?? 'nats/release.yaml',
      message: where
        ? `the repository has ${releases.length} Helm releases of the chart nats (${where}); name the folder of one`
        : 'the repository has no Helm release of the chart nats',
    });
  } else if (!layoutOf(reader, release.file)) {
    problems.push({
      file: release.file,
      message:
        'the repository does not say which cluster it is for: it needs one folder below clusters/',
    });
  }
  return problems.length > 0 || !release
    ? { problems }
    : read(reader, toRelease(release));
}
