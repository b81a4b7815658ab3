import {
  generated,
  Loose,
  objectIn,
  objectsIn,
} from '../__testUtils__/generated';
import { classicMessaging } from '../__testUtils__/requests';
import { theSkeleton } from '../__testUtils__/theRepository';
import { GenerateRequest } from '../settings/GenerateRequest';

async function release(changes: Partial<GenerateRequest> = {}): Promise<Loose> {
  return objectIn(await generated(changes), 'nats/release.yaml', 'HelmRelease');
}

const twoWorkers = {
  streams: [
    {
      ...classicMessaging.streams[0],
      consumers: ['echo', 'Print_Out'].map(durableName => ({
        durableName,
        filterSubject: `jobs.${durableName}`,
        maxDeliver: 3,
        worker: {},
      })),
    },
  ],
};

describe('the Helm release', () => {
  it('pins the chart, keeps its names and retries instead of rolling back', async () => {
    const { metadata, spec } = await release({ name: 'orders' });
    expect(metadata.name).toBe('orders');
    expect(spec.releaseName).toBe('orders');
    expect(spec.values.fullnameOverride).toBe('orders');
    expect(spec.chart.spec.version).toBe('2.14.2');
    expect(spec.install.strategy.name).toBe('RetryOnFailure');
    expect(spec.upgrade.strategy.name).toBe('RetryOnFailure');
  });

  it.each([
    [1, '15m'],
    [3, '45m'],
    [5, '1h15m'],
  ])('gives %i servers %s to start', async (servers, timeout) => {
    const messaging = { streams: [] };
    expect((await release({ servers, messaging })).spec.timeout).toBe(timeout);
  });

  it('gives Go 80 % of the memory limit, in its own unit', async () => {
    const { container } = (await release({ memory: '2Gi', cpu: '1' })).spec
      .values;
    expect(container.env.GOMEMLIMIT).toBe('1638MiB');
    expect(container.merge.resources).toEqual({
      requests: { cpu: '1', memory: '2Gi' },
      limits: { cpu: '1', memory: '2Gi' },
    });
  });

  it('sets size and class of the volumes', async () => {
    const { pvc } = (
      await release({ storageSize: '7Gi', storageClass: 'fast' })
    ).spec.values.config.jetstream.fileStore;
    expect(pvc).toEqual({
      enabled: true,
      size: '7Gi',
      storageClassName: 'fast',
    });
  });

  it('has a memory store when asked for', async () => {
    expect((await release()).spec.values.config.jetstream.memoryStore).toEqual({
      enabled: false,
    });
    expect(
      (await release({ memoryStoreSize: '64Mi' })).spec.values.config.jetstream
        .memoryStore,
    ).toEqual({ enabled: true, maxSize: '64Mi' });
  });

  it('makes no cluster of one server', async () => {
    const { config, podTemplate } = (
      await release({ servers: 1, messaging: { streams: [] } })
    ).spec.values;
    expect(config.cluster).toEqual({ enabled: false });
    expect(podTemplate.topologySpreadConstraints).toBeUndefined();
  });

  it('spreads as the cluster can', async () => {
    const spread = (values: Loose) =>
      values.podTemplate.topologySpreadConstraints['kubernetes.io/hostname']
        .whenUnsatisfiable;
    expect(spread((await release({ cluster: 'minicloud' })).spec.values)).toBe(
      'DoNotSchedule',
    );
    expect(spread((await release({ cluster: 'local' })).spec.values)).toBe(
      'ScheduleAnyway',
    );
  });

  it('runs as nobody special, except where volumes belong to root', async () => {
    const context = (values: Loose) =>
      values.podTemplate.merge.spec.securityContext;
    expect(
      context((await release({ cluster: 'minicloud' })).spec.values),
    ).toMatchObject({ runAsNonRoot: true, fsGroup: 1000 });
    expect(
      context((await release({ cluster: 'bramble' })).spec.values),
    ).toEqual({ seccompProfile: { type: 'RuntimeDefault' } });
  });

  it('teaches the exporter whom to trust where monitoring is HTTPS', async () => {
    const { config, promExporter } = (await release({ cluster: 'minicloud' }))
      .spec.values;
    expect(config.monitor.tls.enabled).toBe(true);
    expect(promExporter).toMatchObject({
      enabled: true,
      monitorDomain: 'localhost',
      env: { SSL_CERT_FILE: '/etc/nats-ca-cert/ca.crt' },
      merge: {
        volumeMounts: [{ name: 'tls-ca', mountPath: '/etc/nats-ca-cert' }],
      },
      podMonitor: {
        enabled: true,
        merge: { metadata: { labels: { release: 'kube-prometheus-stack' } } },
      },
    });
  });

  it('has no exporter where there is no Prometheus', async () => {
    const { config, promExporter } = (await release({ cluster: 'bramble' }))
      .spec.values;
    expect(config.monitor).toEqual({
      enabled: true,
      port: 8222,
      tls: { enabled: false },
    });
    expect(promExporter).toEqual({ enabled: false });
  });

  it('lets each worker read and acknowledge its own consumer only', async () => {
    const { accounts, system_account } = (
      await release({ messaging: twoWorkers })
    ).spec.values.config.merge;
    expect(system_account).toBe('SYS');
    expect(accounts.SYS.users).toEqual([{ user: 'CN=nats-sys' }]);
    expect(accounts.APP.users.slice(0, 3)).toEqual([
      { user: 'CN=nats-admin' },
      {
        user: 'CN=nats-app',
        permissions: {
          publish: ['$JS.API.INFO', 'jobs.>'],
          subscribe: ['_INBOX_nats-app.>'],
        },
      },
      {
        user: 'CN=nats-nack',
        permissions: { publish: ['$JS.API.>'], subscribe: ['_INBOX.>'] },
      },
    ]);
    expect(accounts.APP.users[4]).toEqual({
      user: 'CN=print-out',
      permissions: {
        publish: [
          '$JS.API.INFO',
          '$JS.API.STREAM.INFO.JOBS',
          '$JS.API.CONSUMER.INFO.JOBS.Print_Out',
          '$JS.API.CONSUMER.MSG.NEXT.JOBS.Print_Out',
          '$JS.ACK.JOBS.Print_Out.>',
          '$JS.ACK.*.*.JOBS.Print_Out.>',
        ],
        subscribe: ['_INBOX_print-out.>'],
      },
    });
    expect(accounts.APP.users).toHaveLength(5);
  });

  it('lets publishers send what the streams store, and keeps what the platform team added', async () => {
    const publishes = async (...args: Parameters<typeof generated>) =>
      objectIn(
        await generated(...args),
        'nats/release.yaml',
        'HelmRelease',
      ).spec.values.config.merge.accounts.APP.users.find(
        ({ user }: Loose) => user === 'CN=orders-app',
      ).permissions;
    const messaging = {
      streams: [
        { name: 'A', subjects: ['a.>', 'b'] },
        { name: 'B', subjects: ['c.*'] },
      ],
    };
    expect(await publishes({ name: 'orders', messaging })).toEqual({
      publish: ['$JS.API.INFO', 'a.>', 'b', 'c.*'],
      subscribe: ['_INBOX_orders-app.>'],
    });
    // An empty list would mean everything to the server.
    const none = { name: 'orders', messaging: { streams: [] } };
    expect((await publishes(none)).publish).toEqual(['$JS.API.INFO']);
    const skeleton = new Map(await theSkeleton());
    const text = skeleton.get('nats/release.yaml')?.content ?? '';
    skeleton.set('nats/release.yaml', {
      content: text.replace(
        "- 'jobs.>'",
        "- 'jobs.>'\n                    - audit.log",
      ),
    });
    expect(
      (await publishes({ name: 'orders', messaging }, skeleton)).publish,
    ).toEqual(['$JS.API.INFO', 'audit.log', 'a.>', 'b', 'c.*']);
  });
});

describe('certificates', () => {
  const names = (files: Loose) =>
    objectsIn(files, 'nats/certificates.yaml').map(
      object => `${object.kind} ${object.metadata.name}`,
    );

  it('come from an authority of the broker’s own', async () => {
    const files = await generated({ name: 'orders' });
    expect(names(files)).toEqual([
      'Issuer orders-selfsigned',
      'Certificate orders-ca',
      'Issuer orders-ca',
      'Certificate orders-server',
      'Certificate orders-admin',
      'Certificate orders-app',
      'Certificate orders-sys',
      'Certificate orders-nack',
    ]);
    expect(
      objectIn(files, 'nats/certificates.yaml', 'Issuer', 'orders-ca').spec.ca,
    ).toEqual({ secretName: 'orders-ca' });
    expect(
      objectIn(files, 'workers/echo-workers.yaml', 'Certificate').spec
        .issuerRef,
    ).toEqual({ group: 'cert-manager.io', kind: 'Issuer', name: 'orders-ca' });
  });

  it('come from the cluster’s issuer where it has one', async () => {
    const files = await generated({ cluster: 'minicloud' });
    expect(names(files)).toEqual(
      ['server', 'admin', 'app', 'sys', 'nack'].map(
        name => `Certificate nats-${name}`,
      ),
    );
    for (const { spec } of objectsIn(files, 'nats/certificates.yaml')) {
      expect(spec.issuerRef).toEqual({
        group: 'cert-manager.io',
        kind: 'ClusterIssuer',
        name: 'minicloud-ca',
      });
    }
  });

  it('hold every name that somebody connects to, and serve routes both ways', async () => {
    const files = await generated({ name: 'orders' });
    const { spec } = objectIn(
      files,
      'nats/certificates.yaml',
      'Certificate',
      'orders-server',
    );
    expect(spec.dnsNames).toEqual([
      'orders',
      'orders.orders',
      'orders.orders.svc',
      'orders.orders.svc.cluster.local',
      'orders-headless.orders.svc.cluster.local',
      '*.orders-headless',
      '*.orders-headless.orders.svc',
      '*.orders-headless.orders.svc.cluster.local',
      'localhost',
    ]);
    expect(spec.usages).toEqual(
      expect.arrayContaining(['server auth', 'client auth']),
    );
    expect(files.get('nats/certificates.yaml')?.content).toContain(
      '# Server to server, and KEDA to each server.\n    - orders-headless',
    );
  });

  it('name every user of the configuration', async () => {
    const files = await generated({ messaging: twoWorkers });
    const subjects = [...files.keys()]
      .filter(path => /^(nats|workers)\//.test(path))
      .flatMap(path => objectsIn(files, path))
      .filter(object => object.kind === 'Certificate')
      .map(object => `CN=${object.spec.commonName}`);
    const { accounts } = objectsIn(files, 'nats/release.yaml')[0].spec.values
      .config.merge;
    for (const { user } of [...accounts.SYS.users, ...accounts.APP.users]) {
      expect(subjects).toContain(user);
    }
  });
});

describe('network policies', () => {
  const policies = async (changes: Partial<GenerateRequest>) =>
    objectsIn(await generated(changes), 'nats/network-policy.yaml').map(
      ({ metadata, spec }) => ({
        name: metadata.name,
        ports: (spec.ingress ?? []).flatMap((rule: Loose) =>
          rule.ports.map((port: Loose) => port.port),
        ),
        namespaces: (spec.ingress ?? [])
          .flatMap((rule: Loose) => rule.from)
          .flatMap(
            (peer: Loose) =>
              peer.namespaceSelector?.matchLabels[
                'kubernetes.io/metadata.name'
              ] ?? [],
          ),
      }),
    );

  it('let in whom the cluster names', async () => {
    expect(await policies({ cluster: 'minicloud' })).toEqual([
      { name: 'default-deny', ports: [], namespaces: [] },
      { name: 'nats-clients', ports: [4222], namespaces: ['nack'] },
      { name: 'nats-portal', ports: [4222], namespaces: ['backstage'] },
      { name: 'nats-routes', ports: [6222], namespaces: [] },
      { name: 'nats-monitoring', ports: [8222], namespaces: ['keda'] },
      { name: 'nats-metrics', ports: [7777], namespaces: ['monitoring'] },
    ]);
  });

  it('open no port for whom there is not', async () => {
    const names = (
      await policies({ cluster: 'bramble', messaging: { streams: [] } })
    ).map(({ name }) => name);
    expect(names).toEqual([
      'default-deny',
      'nats-clients',
      'nats-portal',
      'nats-routes',
    ]);
  });
});
