import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  readGolden,
  updatesGolden,
  writeGolden,
} from '../__testUtils__/golden';
import {
  bucketMessaging,
  classicMessaging,
  request,
  twoAccounts,
} from '../__testUtils__/requests';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { RepositoryFiles, Skeleton } from '../RepositoryFile';
import { BrokerDefaults } from '../settings/PlatformDefaults';
import { GenerateRequest } from '../settings/GenerateRequest';
import { resolveSettings } from '../settings/resolveSettings';
import { generate } from './generate';

/*
 * What is generated, for people to read. Of the three example clusters the whole
 * repository, of each option what it changes for minicloud. After a change that
 * was meant: UPDATE_GOLDEN=1, and look at the diff.
 */

const FOLDER = resolve(__dirname, '../__golden__');

/** Files of a golden repository, listed because those that are equal to the base are not kept. */
const LIST = 'files.txt';

interface Option {
  form?: Partial<GenerateRequest>;
  cluster?: BrokerDefaults;
}

const options: Record<string, Option> = {
  'one-server': {
    form: {
      servers: 1,
      messaging: {
        streams: [{ ...classicMessaging.streams[0], replicas: 1 }],
      },
    },
  },
  'five-servers-of-another-name': { form: { name: 'orders', servers: 5 } },
  'two-workers': {
    form: {
      messaging: {
        streams: [
          {
            ...classicMessaging.streams[0],
            consumers: ['echo', 'print'].map(name => ({
              durableName: name,
              filterSubject: `jobs.${name}`,
              maxDeliver: 3,
              worker: { image: `registry.example.org/team/${name}:1.0.0` },
            })),
          },
        ],
      },
    },
  },
  'two-accounts': { form: twoAccounts },
  'no-streams': { form: { messaging: { streams: [] } } },
  buckets: { form: { messaging: { ...classicMessaging, ...bucketMessaging } } },
  'buckets-without-streams': {
    form: { messaging: { streams: [], ...bucketMessaging } },
  },
  'buckets-by-the-portal': {
    form: {
      provisioning: 'portal',
      messaging: { ...classicMessaging, ...bucketMessaging },
    },
  },
  'memory-store': { form: { memoryStoreSize: '64Mi' } },
  'streams-by-the-portal': { form: { provisioning: 'portal' } },
  'monitoring-host': { form: { monitoringHost: 'nats.example.org' } },
  'monitoring-host-with-client-certificates': {
    form: { monitoringHost: 'nats.example.org' },
    cluster: {
      ingress: {
        className: 'nginx',
        namespace: 'ingress-nginx',
        clientCaSecret: 'people-ca',
        issuer: { kind: 'ClusterIssuer', name: 'letsencrypt' },
      },
    },
  },
  'leafnodes-gateway-websocket-mqtt': {
    form: { name: 'orders' },
    cluster: {
      listeners: {
        leafnodes: ['10.1.0.0/16', '10.2.0.0/16'],
        leaf: { subscribe: ['news.>'] },
        gateway: ['10.3.0.0/16'],
        websocket: ['0.0.0.0/0'],
        mqtt: ['fd00::/8'],
        hosts: ['nats.example.org'],
      },
    },
  },
  'a-leaf-node-of-another-account': {
    form: twoAccounts,
    cluster: {
      listeners: {
        leafnodes: ['10.1.0.0/16'],
        leaf: {
          account: 'BILLING',
          publish: ['jobs.echo'],
          subscribe: ['news.>'],
        },
      },
    },
  },
  'larger-servers-on-another-class': {
    form: {
      cpu: '2',
      memory: '8Gi',
      storageSize: '100Gi',
      storageClass: 'fast',
    },
    cluster: { storageCopies: 1, spread: 'soft', nonRoot: false },
  },
  'workers-with-other-numbers': {
    form: {
      messaging: {
        streams: [
          {
            ...classicMessaging.streams[0],
            consumers: [
              {
                durableName: 'echo',
                maxDeliver: 3,
                worker: {
                  minReplicaCount: 2,
                  maxReplicaCount: 20,
                  lagThreshold: 100,
                },
              },
            ],
          },
        ],
      },
    },
    cluster: {
      worker: {
        image: 'registry.example.org/team/worker:1.0.0',
        cpu: '200m',
        memory: '256Mi',
      },
    },
  },
  'scaled-by-prometheus': { cluster: { scaler: 'prometheus' } },
  'issuer-of-the-team': {
    cluster: { issuer: { kind: 'Issuer', name: 'team-ca' } },
  },
  'a-mirror-and-short-certificates': {
    cluster: {
      imageRegistry: 'mirror.example.org/docker',
      certificates: {
        duration: '168h',
        renewBefore: '56h',
        key: 'RSA 3072',
      },
    },
  },
  'another-cluster-domain': { cluster: { clusterDomain: 'example.internal' } },
  'another-chart-version': { cluster: { chartVersion: '2.14.1' } },
  'other-namespaces-and-a-system': {
    form: { system: 'system:default/shop', owner: 'user:default/ann' },
    cluster: {
      kedaNamespace: 'scaling',
      nackNamespace: 'jetstream',
      portalNamespace: 'portal',
    },
  },
  'monitoring-without-tls': { cluster: { monitoringTls: false } },
  'no-alerts-no-dashboard': { cluster: { alerts: false, grafana: 'none' } },
  'into-a-fleet-repository': { form: { name: 'orders', layout: 'fleet' } },
  'another-flux-source': {
    cluster: {
      source: {
        kind: 'GitRepository',
        name: 'flux-system',
        namespace: 'flux-system',
      },
    },
  },
};

let skeleton: Skeleton;

beforeAll(async () => {
  skeleton = await theSkeleton();
});

function repository(
  cluster: string,
  { form, cluster: changes }: Option = {},
): RepositoryFiles {
  const defaults = theDefaults();
  const { settings, findings } = resolveSettings(
    request({ cluster, ...form }),
    {
      ...defaults,
      clusters: {
        ...defaults.clusters,
        [cluster]: { ...defaults.clusters[cluster], ...changes },
      },
    },
  );
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return generate(settings, skeleton);
}

function filesBelow(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(path => statSync(join(folder, path)).isFile())
        .map(path => path.replaceAll('\\', '/'))
        .sort()
    : [];
}

/** The texts that a golden folder holds, by path. */
function toGolden(
  files: RepositoryFiles,
  base?: RepositoryFiles,
): Map<string, string> {
  const kept = [...files].filter(
    ([path, { content }]) => base?.get(path)?.content !== content,
  );
  return new Map([
    [LIST, `${[...files.keys()].join('\n')}\n`],
    ...kept.map(([path, { content }]): [string, string] => [path, content]),
  ]);
}

/** What a golden folder holds, written anew where that is asked for. */
function goldenFolder(
  name: string,
  texts: ReadonlyMap<string, string>,
): Map<string, string> {
  const folder = join(FOLDER, name);
  if (updatesGolden) {
    rmSync(folder, { recursive: true, force: true });
    texts.forEach((text, path) => writeGolden(join(folder, path), text));
  }
  return new Map(
    filesBelow(folder).map(path => [path, readGolden(join(folder, path))]),
  );
}

describe.each(['local', 'minicloud', 'bramble'])('for %s', cluster => {
  const texts = () => toGolden(repository(cluster));

  it('is what a reviewer has read', () => {
    expect(Object.fromEntries(texts())).toEqual(
      Object.fromEntries(goldenFolder(cluster, texts())),
    );
  });
});

describe.each(Object.entries(options))('with %s', (name, option) => {
  it('differs from minicloud as a reviewer has read', () => {
    const texts = toGolden(
      repository('minicloud', option),
      repository('minicloud'),
    );
    expect(Object.fromEntries(texts)).toEqual(
      Object.fromEntries(goldenFolder(`options/${name}`, texts)),
    );
  });
});

describe('golden files', () => {
  it('are all compared', () => {
    const folders = filesBelow(FOLDER)
      .filter(path => path.endsWith(LIST))
      .map(path => path.slice(0, -LIST.length - 1))
      .sort();
    expect(folders).toEqual(
      [
        'bramble',
        'local',
        'minicloud',
        ...Object.keys(options).map(name => `options/${name}`),
      ].sort(),
    );
  });
});
