import {
  generated,
  Loose,
  objectIn,
  objectsIn,
} from '../__testUtils__/generated';
import { classicMessaging } from '../__testUtils__/requests';
import { GenerateRequest } from '../settings/GenerateRequest';

/** Names that the exporter 0.20.1 was seen to give with the chart's prefix. */
const METRICS = [
  'nats_varz_mem',
  'nats_varz_connections',
  'nats_varz_slow_consumers',
  'nats_varz_jetstream_stats_storage',
  'nats_varz_jetstream_config_max_storage',
  'nats_server_total_streams',
  'nats_stream_total_messages',
  'nats_stream_total_bytes',
  'nats_stream_limit_bytes',
  'nats_consumer_num_pending',
  'nats_consumer_num_ack_pending',
  'nats_consumer_delivered_consumer_seq',
  'nats_consumer_ack_floor_consumer_seq',
];

const minicloud = (changes: Partial<GenerateRequest> = {}) =>
  generated({ cluster: 'minicloud', ...changes });

const rulesIn = (object: Loose): Loose[] => object.spec.groups[0].rules;

async function alerts(changes: Partial<GenerateRequest> = {}) {
  return objectIn(
    await minicloud(changes),
    'nats/alerts.yaml',
    'PrometheusRule',
  );
}

async function dashboard(changes: Partial<GenerateRequest> = {}) {
  const object = objectIn(
    await minicloud(changes),
    'nats/dashboard.yaml',
    'ConfigMap',
  );
  const [[file, text]] = Object.entries<string>(object.data);
  return { object, file, content: JSON.parse(text) as Loose };
}

const expressionsOf = (object: Loose): string[] =>
  rulesIn(object).map(rule => rule.expr);

/** What an expression gets wrong, so that it shows nothing or counts twice. */
function problemsOf(expr: string): string[] {
  const without = (pattern: RegExp, matcher: string) =>
    [...expr.matchAll(pattern)]
      .filter(([, matchers]) => !matchers.includes(matcher))
      .map(([selector]) => `${selector} lacks ${matcher}`);
  const count = (character: string) => expr.split(character).length;
  return [
    ...[...expr.matchAll(/\b[a-z]+_[a-z_]+(?=\{)/g)]
      .map(([name]) => name)
      .filter(name => !METRICS.includes(name)),
    ...without(/nats_consumer_\w+\{([^}]*)\}/g, 'is_consumer_leader="true"'),
    ...without(/nats_stream_\w+\{([^}]*)\}/g, 'is_stream_leader="true"'),
    ...(count('(') === count(')') && count('{') === count('}')
      ? []
      : [`${expr} is not closed`]),
  ];
}

describe('alerts', () => {
  it('are selected by the cluster’s Prometheus, and ask for this broker only', async () => {
    const rule = await alerts({ name: 'orders' });
    expect(rule.metadata).toEqual({
      name: 'orders',
      labels: { release: 'kube-prometheus-stack' },
    });
    for (const expr of expressionsOf(rule)) {
      expect(expr).toContain('namespace="orders"');
      expect(expr).not.toContain('namespace="nats"');
    }
  });

  it('ask for metrics that there are, and count each consumer once', async () => {
    const worker = objectIn(
      await minicloud(),
      'workers/echo-workers.yaml',
      'PrometheusRule',
    );
    const expressions = [await alerts(), worker].flatMap(expressionsOf);
    expect(expressions.length).toBeGreaterThanOrEqual(8);
    expect(expressions.flatMap(problemsOf)).toEqual([]);
  });

  it('say what is wrong and what to do', async () => {
    for (const rule of rulesIn(await alerts())) {
      expect(rule.labels.severity).toMatch(/^(warning|critical)$/);
      expect(rule.for).toMatch(/^\d+m$/);
      expect(rule.annotations.summary.length).toBeGreaterThan(10);
      expect(rule.annotations.description.length).toBeGreaterThan(40);
    }
  });

  it('know how many servers there should be', async () => {
    const [missing] = rulesIn(await alerts({ servers: 5 }));
    expect(missing.expr).toMatch(/ < 5$/);
  });

  it('wait for no leader where there is one server', async () => {
    const names = rulesIn(
      await alerts({ servers: 1, messaging: { streams: [] } }),
    ).map(rule => rule.alert);
    expect(names).toContain('NatsServersMissing');
    expect(names).not.toContain('NatsNoMetaLeader');
  });

  it('look for abandoned messages in work queues only', async () => {
    const stream = (name: string, retention: string) => ({
      ...classicMessaging.streams[0],
      name,
      subjects: [`${name}.>`],
      retention,
      consumers: [],
    });
    const abandoned = async (...streams: object[]) =>
      rulesIn(await alerts({ messaging: { streams } })).find(
        rule => rule.alert === 'NatsWorkQueueAbandoned',
      )?.expr;
    const expr = await abandoned(
      stream('A_1', 'workqueue'),
      stream('B', 'limits'),
      stream('C', 'workqueue'),
    );
    expect(expr.match(/stream_name=~"A_1\|C"/g)).toHaveLength(4);
    expect(await abandoned(stream('B', 'limits'))).toBeUndefined();
  });

  it('look for buckets that refuse what is new when they are full', async () => {
    const filling = async (messaging: object) =>
      rulesIn(await alerts({ messaging })).find(
        rule => rule.alert === 'NatsBucketFilling',
      )?.expr;
    const expr = await filling({
      streams: [],
      keyValues: [
        { bucket: 'Shop_1', maxBytes: '1Mi' },
        { bucket: 'sessions', ttl: '1h' },
      ],
      objectStores: [{ bucket: 'files', maxBytes: '1Mi' }],
    });
    expect(expr.match(/stream_name=~"KV_Shop_1\|OBJ_files"/g)).toHaveLength(2);
    expect(
      await filling({
        streams: [],
        keyValues: [
          { bucket: 'a', ttl: '1h' },
          { bucket: 'b', ttl: '1h', maxBytes: -1 },
        ],
      }),
    ).toBeUndefined();
  });

  it('fire for a consumer when KEDA has no further worker to give', async () => {
    const messaging = {
      streams: [
        {
          ...classicMessaging.streams[0],
          consumers: [
            {
              durableName: 'Print_Out',
              maxDeliver: 3,
              worker: { maxReplicaCount: 7, lagThreshold: 20 },
            },
          ],
        },
      ],
    };
    const files = await minicloud({ name: 'orders', messaging });
    const rule = objectIn(files, 'workers/print-out.yaml', 'PrometheusRule');
    expect(rule.metadata.name).toBe('print-out');
    const [{ expr }] = rulesIn(rule);
    expect(expr).toMatch(/> 140$/);
    expect(
      expr.match(
        /namespace="orders",is_consumer_leader="true",account="APP",stream_name="JOBS",consumer_name="Print_Out"/g,
      ),
    ).toHaveLength(2);
  });

  it('explain themselves by comments', async () => {
    const content = (await minicloud()).get('nats/alerts.yaml')?.content;
    expect(content).toContain("only the leader's row counts");
    expect(content).toContain('# The server counts since its start');
  });
});

describe('the dashboard', () => {
  it('is taken up by the sidecar, under a name that no other broker has', async () => {
    const { object, file, content } = await dashboard({ name: 'orders' });
    expect(object.metadata).toMatchObject({
      name: 'orders-dashboard',
      labels: { grafana_dashboard: '1' },
    });
    expect(file).toBe('minicloud-orders.json');
    expect(content.title).toBe('NATS: orders on minicloud');
    expect(content.uid).toMatch(/^nats-[0-9a-f]{16}$/);
    expect(content.uid).not.toBe((await dashboard()).content.uid);
  });

  it('asks for this broker, on metrics that there are', async () => {
    const { content } = await dashboard({ name: 'orders' });
    const namespace = content.templating.list.find(
      (variable: Loose) => variable.name === 'namespace',
    );
    expect(namespace.query).toBe('orders');
    const expressions: string[] = content.panels.flatMap((panel: Loose) =>
      panel.targets.map((target: Loose) => target.expr),
    );
    expect(expressions.length).toBeGreaterThanOrEqual(8);
    expect(expressions.flatMap(problemsOf)).toEqual([]);
    for (const expr of expressions) {
      expect(expr).toContain('namespace="$namespace"');
    }
  });

  it('has nothing that Flux would substitute', async () => {
    const content = (await minicloud()).get('nats/dashboard.yaml')?.content;
    expect(content).not.toContain('${');
  });
});

describe('a cluster without Prometheus', () => {
  it('gets neither, and no list mentions them', async () => {
    const files = await generated({ cluster: 'bramble' });
    expect([...files.keys()].filter(path => /alert|dash/.test(path))).toEqual(
      [],
    );
    expect(objectsIn(files, 'nats/kustomization.yaml')[0].resources).toEqual([
      'namespace.yaml',
      'repository.yaml',
      'certificates.yaml',
      'network-policy.yaml',
      'release.yaml',
    ]);
    expect(
      objectsIn(files, 'workers/echo-workers.yaml').map(({ kind }) => kind),
    ).toEqual(['Certificate', 'Deployment', 'ScaledObject']);
  });
});
