import {
  afterValues,
  brokerRelease,
  clusterValues,
  idsOf,
  repository,
  theOne,
} from '../../__testUtils__/repositories';
import { compareRepositories } from '../compareRepositories';

const values = (config: object = {}, rest: object = {}) =>
  clusterValues(config, rest);

const store = (fileStore: object) =>
  values({ jetstream: { enabled: true, fileStore } });

function afterSpec(before: object, after: object, config = values()) {
  return compareRepositories(
    repository({ 'nats/release.yaml': [brokerRelease(config, before)] }),
    repository({ 'nats/release.yaml': [brokerRelease(config, after)] }),
  );
}

describe('defaults of the chart', () => {
  it.each([
    ['the size of a volume', store({ pvc: { size: '10Gi' } })],
    ['the same size in other words', store({ pvc: { size: '10240Mi' } })],
    ['the name of a volume', store({ pvc: { name: 'nats-js' } })],
    [
      'the number of servers',
      values({ cluster: { enabled: true, replicas: '3' } }),
    ],
    [
      'the image',
      values({}, { container: { image: { tag: '2.14.2-alpine' } } }),
    ],
    [
      'names',
      values(
        {},
        {
          fullnameOverride: 'nats',
          headlessService: { name: 'nats-headless' },
          statefulSet: { name: 'nats' },
        },
      ),
    ],
    [
      'the policy',
      values(
        {},
        {
          statefulSet: { merge: { spec: { podManagementPolicy: 'Parallel' } } },
        },
      ),
    ],
    [
      'a checksum that is off',
      values({}, { podTemplate: { configChecksumAnnotation: false } }),
    ],
    [
      'nothing at all',
      values(
        { merge: {}, patch: [], serverNamePrefix: '' },
        { container: { env: {} } },
      ),
    ],
    [
      'a switch that is off',
      values({
        leafnodes: { enabled: false },
        monitor: { enabled: true, port: 8222 },
      }),
    ],
  ])('are no change when written out: %s', (_what, after) => {
    expect(afterValues(values(), after)).toEqual([]);
    expect(afterValues(after, values())).toEqual([]);
  });
});

describe('change-vct', () => {
  it.each([
    ['the store', values({ jetstream: { enabled: false } })],
    ['the file store', store({ enabled: false })],
    ['the volume', store({ pvc: { enabled: false } })],
    ['the size', store({ pvc: { size: '20Gi' } })],
    ['the class', store({ pvc: { storageClassName: 'fast' } })],
    ['the name', store({ pvc: { name: 'other' } })],
    [
      'what is merged into it',
      store({ pvc: { merge: { metadata: { labels: { a: 'b' } } } } }),
    ],
    ['the resolver', values({ resolver: { enabled: true } })],
  ])('is refused by Kubernetes, in both directions: %s', (_what, after) => {
    for (const found of [
      afterValues(values(), after),
      afterValues(after, values()),
    ]) {
      expect(theOne(found, 'change-vct')).toMatchObject({
        severity: 'error',
        outcome: 'rejected',
        file: 'nats/release.yaml',
        object: 'HelmRelease nats',
      });
    }
  });

  it('says what changed, and how a volume grows', () => {
    const found = theOne(
      afterValues(values(), store({ pvc: { size: '20Gi' } })),
      'change-vct',
    );
    expect(found.changes).toEqual([
      {
        path: 'spec.values.config.jetstream.fileStore.pvc.size',
        from: '10Gi',
        to: '20Gi',
      },
    ]);
    const commands = found.procedure.map(({ command }) => command ?? '');
    expect(commands).toEqual([
      'flux suspend helmrelease nats -n nats',
      expect.stringContaining('"storage":"20Gi"'),
      'kubectl -n nats delete statefulset nats --cascade=orphan',
      'flux resume helmrelease nats -n nats',
    ]);
  });

  it('does not promise that a volume can shrink', () => {
    const found = theOne(
      afterValues(store({ pvc: { size: '20Gi' } }), values()),
      'change-vct',
    );
    expect(found.consequence).toContain('cannot shrink');
    expect(JSON.stringify(found.procedure)).not.toContain('kubectl');
  });

  it('is quiet where there is no volume, before or after', () => {
    const off = (size: string) =>
      values({ jetstream: { enabled: false, fileStore: { pvc: { size } } } });
    expect(afterValues(off('10Gi'), off('20Gi'))).toEqual([]);
    expect(
      afterValues(values(), values({ resolver: { pvc: { size: '9Gi' } } })),
    ).toEqual([]);
  });
});

describe('change-service-name', () => {
  it.each([
    ['headless Service', { headlessService: { name: 'other' } }],
    ['label', { fullnameOverride: 'nats', nameOverride: 'broker' }],
    [
      'policy',
      {
        statefulSet: {
          merge: { spec: { podManagementPolicy: 'OrderedReady' } },
        },
      },
    ],
    [
      'selector',
      {
        statefulSet: {
          merge: { spec: { selector: { matchLabels: { a: 'b' } } } },
        },
      },
    ],
  ])('is refused by Kubernetes: %s', (_what, rest) => {
    expect(
      theOne(
        afterValues(values({}, { fullnameOverride: 'nats' }), values({}, rest)),
        'change-service-name',
      ),
    ).toMatchObject({ severity: 'error', outcome: 'rejected' });
  });

  it('is quiet for what may change', () => {
    const after = values(
      {},
      { statefulSet: { merge: { spec: { minReadySeconds: 5 } } } },
    );
    expect(afterValues(values(), after)).toEqual([]);
  });
});

describe('change-identity', () => {
  it.each([
    ['fullnameOverride', values({}, { fullnameOverride: 'other' })],
    ['nameOverride', values({}, { nameOverride: 'other' })],
    ['statefulSet.name', values({}, { statefulSet: { name: 'other' } })],
    ['namespaceOverride', values({}, { namespaceOverride: 'other' })],
    ['serverNamePrefix', values({ serverNamePrefix: 'eu-' })],
    [
      'the name of the cluster',
      values({ cluster: { enabled: true, merge: { name: 'x' } } }),
    ],
  ])('is an empty store: %s', (_what, after) => {
    expect(
      theOne(afterValues(values(), after), 'change-identity'),
    ).toMatchObject({
      severity: 'error',
      outcome: 'empty-store',
    });
  });

  it('says nothing of what the new servers are like', () => {
    const after = values(
      { jetstream: { enabled: false } },
      { fullnameOverride: 'b' },
    );
    expect(idsOf(afterValues(values(), after))).toEqual(['change-identity']);
  });

  it('is seen in the name of the release, and of the object', () => {
    expect(
      theOne(afterSpec({}, { releaseName: 'nats-b' }), 'change-identity')
        .outcome,
    ).toBe('empty-store');
    const object = brokerRelease(values(), { releaseName: undefined });
    const renamed = {
      ...object,
      metadata: { name: 'nats-b', namespace: 'nats' },
    };
    const found = compareRepositories(
      repository({ 'nats/release.yaml': [object] }),
      repository({ 'other/release.yaml': [renamed] }),
    );
    expect(idsOf(found)).toEqual(['change-identity']);
  });

  it('is downtime where fullnameOverride keeps the names of the volumes', () => {
    const config = values({}, { fullnameOverride: 'nats' });
    expect(
      theOne(afterSpec({}, { releaseName: 'b' }, config), 'change-identity'),
    ).toMatchObject({ outcome: 'disruption' });
  });

  it('is seen in the namespace that kustomize puts it into', () => {
    const object = { ...brokerRelease(values()), metadata: { name: 'nats' } };
    const state = (namespace: string) =>
      repository({
        'nats/release.yaml': [object],
        'nats/kustomization.yaml': [
          { kind: 'Kustomization', namespace, resources: ['release.yaml'] },
        ],
      });
    expect(
      theOne(compareRepositories(state('a'), state('b')), 'change-identity')
        .changes,
    ).toEqual([{ path: 'metadata.namespace', from: 'a', to: 'b' }]);
    expect(compareRepositories(state('a'), state('a'))).toEqual([]);
  });

  it('is quiet when the same name is written in another place', () => {
    expect(
      afterValues(values(), values({}, { fullnameOverride: 'nats' })),
    ).toEqual([]);
    expect(afterSpec({}, { releaseName: undefined })).toEqual([]);
  });
});

describe('the number of servers', () => {
  const single = values({ cluster: { enabled: false } });
  const servers = (replicas: number) =>
    values({ cluster: { enabled: true, replicas } });

  it('change-cluster-off costs streams', () => {
    expect(
      theOne(afterValues(values(), single), 'change-cluster-off'),
    ).toMatchObject({
      severity: 'error',
      outcome: 'data-loss',
    });
  });

  it('change-cluster-on restarts', () => {
    const found = afterValues(single, values());
    expect(theOne(found, 'change-cluster-on').severity).toBe('warning');
    expect(idsOf(found)).not.toContain('change-cluster-off');
  });

  it('change-replicas-down asks to take servers out one by one', () => {
    const found = theOne(
      afterValues(servers(5), servers(3)),
      'change-replicas-down',
    );
    expect(found.severity).toBe('error');
    expect(found.procedure.map(({ command }) => command).slice(-2)).toEqual([
      expect.stringContaining('peer-remove nats-4'),
      expect.stringContaining('peer-remove nats-3'),
    ]);
  });

  it('change-replicas-up restarts nobody', () => {
    const found = afterValues(servers(3), servers(5));
    expect(idsOf(found)).toEqual(['change-replicas-up', 'change-reload']);
    expect(found.every(({ severity }) => severity === 'info')).toBe(true);
  });

  it('does not count where there is no cluster', () => {
    const one = (replicas: number) =>
      values({ cluster: { enabled: false, replicas } });
    expect(afterValues(one(3), one(1))).toEqual([]);
  });
});

describe('change-maxsize-lower', () => {
  const max = (maxSize: string, rest: object = {}) =>
    values({ jetstream: { enabled: true, fileStore: { maxSize } } }, rest);
  const memory = (memoryStore: object) =>
    values({ jetstream: { enabled: true, memoryStore } });

  it('makes the servers refuse the whole configuration', () => {
    expect(
      theOne(afterValues(max('9Gi'), max('8Gi')), 'change-maxsize-lower'),
    ).toMatchObject({
      severity: 'error',
      outcome: 'reload-refused',
    });
  });

  it.each([
    ['below the volume', values(), max('8Gi')],
    [
      'memory',
      memory({ enabled: true, maxSize: '2Gi' }),
      memory({ enabled: true }),
    ],
    ['memory switched off', memory({ enabled: true }), values()],
    [
      'past the chart',
      values({ jetstream: { enabled: true, merge: { max_file_store: 200 } } }),
      values({ jetstream: { enabled: true, merge: { max_file_store: 100 } } }),
    ],
  ])('counts %s', (_what, before, after) => {
    expect(idsOf(afterValues(before, after))).toContain('change-maxsize-lower');
  });

  it('comes with the restart where the configuration restarts pods', () => {
    const rolling = { podTemplate: { configChecksumAnnotation: true } };
    expect(
      theOne(
        afterValues(max('9Gi', rolling), max('8Gi', rolling)),
        'change-maxsize-lower',
      ).outcome,
    ).toBe('pods-roll');
  });

  it('is quiet when the limit rises or is said in other words', () => {
    expect(idsOf(afterValues(max('8Gi'), max('9Gi')))).toEqual([
      'change-reload',
    ]);
    expect(idsOf(afterValues(values(), max('10Gi')))).not.toContain(
      'change-maxsize-lower',
    );
  });
});

describe('encryption', () => {
  const tls = (protocol: string, on: boolean, rest: object = {}) =>
    values({
      [protocol]: {
        ...(protocol === 'cluster' && { enabled: true }),
        tls: { enabled: on, ...rest },
      },
    });

  it.each([[true], [false]])(
    'change-cluster-tls splits the cluster (%s)',
    on => {
      expect(
        theOne(
          afterValues(tls('cluster', !on), tls('cluster', on)),
          'change-cluster-tls',
        ),
      ).toMatchObject({ severity: 'error', outcome: 'disruption' });
    },
  );

  it('change-cluster-tls is quiet without a cluster, and in a new one', () => {
    const single = (on: boolean) =>
      values({ cluster: { enabled: false, tls: { enabled: on } } });
    expect(afterValues(single(false), single(true))).toEqual([]);
    expect(
      idsOf(afterValues(single(true), tls('cluster', true))),
    ).not.toContain('change-cluster-tls');
  });

  it('change-client-tls cuts clients off, each direction in its own words', () => {
    const [on, off] = [tls('nats', true), tls('nats', false)];
    expect(
      theOne(afterValues(off, on), 'change-client-tls').consequence,
    ).toContain('have to speak TLS');
    expect(
      theOne(afterValues(on, off), 'change-client-tls').consequence,
    ).toContain('in the clear');
    const verify = tls('nats', true, { merge: { verify_and_map: true } });
    expect(idsOf(afterValues(on, verify))).toEqual([
      'change-client-tls',
      'change-reload',
    ]);
  });

  it('change-client-tls is quiet when another certificate is mounted', () => {
    const secret = (secretName: string) => tls('nats', true, { secretName });
    expect(idsOf(afterValues(secret('a'), secret('b')))).toEqual([
      'change-pods-roll',
    ]);
  });

  it('change-monitor-tls asks for KEDA and the exporter', () => {
    const found = theOne(
      afterValues(tls('monitor', false), tls('monitor', true)),
      'change-monitor-tls',
    );
    expect(found.severity).toBe('warning');
    expect(JSON.stringify(found.procedure)).toContain('useHttps');
    expect(afterValues(values(), tls('monitor', false))).toEqual([]);
  });
});

describe('change-ca of the servers', () => {
  const ca = (secretName: string, enabled = true) =>
    values({}, { tlsCA: { enabled, secretName } });

  it('mixes trust while the pods restart', () => {
    expect(idsOf(afterValues(ca('a'), ca('b')))).toEqual([
      'change-ca',
      'change-pods-roll',
    ]);
  });

  it('is quiet where nobody reads it', () => {
    expect(afterValues(ca('a', false), ca('b', false))).toEqual([]);
  });
});

describe('change-chart', () => {
  const chart = (version: string) => ({
    chart: { spec: { chart: 'nats', version } },
  });

  it('restarts all pods', () => {
    const found = afterSpec(chart('2.14.2'), chart('2.14.5'));
    expect(idsOf(found)).toEqual(['change-chart']);
    expect(found[0]).toMatchObject({
      severity: 'warning',
      outcome: 'pods-roll',
    });
  });

  it('says what the version brings, on the way up only', () => {
    const text = (a: string, b: string) =>
      theOne(afterSpec(chart(a), chart(b)), 'change-chart').consequence;
    expect(text('2.14.2', '2.15.1')).toContain('1000 consumers');
    expect(text('2.15.1', '2.14.2')).not.toContain('1000 consumers');
    expect(text('2.15.1', '2.14.2')).toContain('older server');
    expect(text('2.12.3', '2.12.4')).toContain('configChecksumAnnotation');
    expect(text('2.14.2', '2.x')).toContain('no exact version');
  });

  it('is quiet when the version stays', () => {
    expect(
      afterSpec(chart('2.14.2'), { ...chart('2.14.2'), interval: '2h' }),
    ).toEqual([]);
  });
});

describe('how a change reaches the servers', () => {
  it.each([
    [
      'resources',
      values(
        {},
        { container: { merge: { resources: { limits: { cpu: 2 } } } } },
      ),
    ],
    ['labels', values({}, { global: { labels: { a: 'b' } } })],
    ['a port', values({ nats: { port: 4333 } })],
    ['the folder', store({ dir: '/other' })],
    ['the exporter', values({}, { promExporter: { enabled: true } })],
    ['leaf nodes', values({ leafnodes: { enabled: true } })],
    ['the monitoring port', values({ monitor: { port: 8333 } })],
    ['the reloader', values({}, { reloader: { enabled: false } })],
  ])('change-pods-roll: %s', (_what, after) => {
    expect(idsOf(afterValues(values(), after))).toEqual(['change-pods-roll']);
    expect(idsOf(afterValues(after, values()))).toEqual(['change-pods-roll']);
  });

  it.each([
    ['the configuration', values({ merge: { max_payload: '<< 2MB >>' } })],
    ['a patch', values({ patch: [{ op: 'add', path: '/a', value: 1 }] })],
    [
      'certificates asked for',
      values({ cluster: { enabled: true, merge: { a: 1 } } }),
    ],
    [
      'more memory',
      values({ jetstream: { enabled: true, memoryStore: { enabled: true } } }),
    ],
  ])('change-reload: %s', (_what, after) => {
    expect(idsOf(afterValues(values(), after))).toEqual(['change-reload']);
  });

  it('restarts where the configuration is in the pods', () => {
    const rolling = { podTemplate: { configChecksumAnnotation: true } };
    expect(
      idsOf(
        afterValues(values({}, rolling), values({ merge: { a: 1 } }, rolling)),
      ),
    ).toEqual(['change-pods-roll']);
  });

  it.each([
    ['http_port', values({ merge: { http_port: 9222 } })],
    [
      'store_dir',
      values({ jetstream: { enabled: true, merge: { store_dir: '/x' } } }),
    ],
  ])('change-reload-refused: %s', (_what, after) => {
    expect(idsOf(afterValues(values(), after))).toEqual([
      'change-reload-refused',
    ]);
  });

  it.each([
    ['nats-box', { natsBox: { enabled: false } }],
    ['the Service', { service: { merge: { spec: { type: 'LoadBalancer' } } } }],
    ['the PodMonitor', { promExporter: { podMonitor: { enabled: true } } }],
    ['the budget', { podDisruptionBudget: { enabled: false } }],
    ['what is switched off', { reloader: { enabled: false, merge: { a: 1 } } }],
  ])('is quiet for what stands beside: %s', (_what, rest) => {
    const before = values({}, { reloader: { enabled: false } });
    expect(
      afterValues(
        before,
        values({}, { reloader: { enabled: false }, ...rest }),
      ),
    ).toEqual([]);
  });

  it('never repeats a secret', () => {
    const secret = (password: string) =>
      values({
        merge: {
          accounts: { APP: { users: [{ user: 'a', password }] } },
          authorization: { token: password },
        },
      });
    const found = afterValues(secret('hunter2'), secret('hunter3'));
    expect(idsOf(found)).toEqual(['change-reload']);
    expect(JSON.stringify(found)).not.toContain('hunter');
  });
});

describe('change-unseen', () => {
  it('says that values come from elsewhere', () => {
    const from = { valuesFrom: [{ kind: 'ConfigMap', name: 'x' }] };
    expect(theOne(afterSpec({}, from), 'change-unseen').outcome).toBe(
      'unknown',
    );
    expect(afterSpec(from, from)).toEqual([]);
  });
});

describe('change-release-removed', () => {
  const file = { 'nats/release.yaml': [brokerRelease(values())] };

  it('stops the servers', () => {
    expect(
      theOne(
        compareRepositories(repository(file), repository({})),
        'change-release-removed',
      ),
    ).toMatchObject({ severity: 'error', file: 'nats/release.yaml' });
  });

  it('is quiet for a new broker, and for one that moved', () => {
    expect(compareRepositories(repository({}), repository(file))).toEqual([]);
    expect(
      compareRepositories(
        repository(file),
        repository({ 'a/b/c.yml': file['nats/release.yaml'] }),
      ),
    ).toEqual([]);
  });

  it('keeps brokers of one name in several clusters apart', () => {
    const two = (size: string) =>
      repository({
        'clusters/a/nats.yaml': [brokerRelease(values())],
        'clusters/b/nats.yaml': [brokerRelease(store({ pvc: { size } }))],
      });
    const found = compareRepositories(two('10Gi'), two('20Gi'));
    expect(found.map(({ id, file: where }) => [id, where])).toEqual([
      ['change-vct', 'clusters/b/nats.yaml'],
    ]);
  });
});
