import fc from 'fast-check';
import { lintRepository } from '../../lintRepository';
import {
  add,
  Change,
  findingsAfter,
  placesOf,
  Quiet,
  rightRepository,
  set,
} from '../../__testUtils__/change';
import { describePairs } from '../../__testUtils__/describePairs';

const catalog = 'catalog-info.yaml';
const worker = 'workers/echo-workers.yaml';
const at = (annotation: string) =>
  `${catalog}:metadata.annotations["nats.io/${annotation}"]`;
const annotate = (annotation: string, to: string | undefined) =>
  set(
    catalog,
    'Component',
    ['metadata', 'annotations', `nats.io/${annotation}`],
    to,
  );
const scaler = (path: (string | number)[], to: string | number) =>
  set(worker, 'ScaledObject', ['spec', ...path], to);
const onlyTrigger = (kept: 0 | 1): Change =>
  set(worker, 'ScaledObject', ['spec', 'triggers', 1 - kept], undefined);
const lag = (to: string) =>
  scaler(['triggers', 0, 'metadata', 'lagThreshold'], to);

const said = (changes: object = {}) =>
  annotate(
    'scaling',
    Object.entries({
      minReplicaCount: 0,
      maxReplicaCount: 5,
      lagThreshold: 10,
      activationLagThreshold: 0,
      ...changes,
    }).reduce(
      (text, [key, value]) => `${text} ${key}=${value}`,
      'JOBS/echo-workers',
    ),
  );

describePairs('catalog/catalogRules', [
  {
    id: 'catalog-scaling',
    at: at('scaling'),
    fires: scaler(['maxReplicaCount'], 6),
  },
  {
    id: 'catalog-scaling',
    at: at('scaling'),
    fires: scaler(['minReplicaCount'], 1),
  },
  {
    id: 'catalog-scaling',
    at: at('scaling'),
    given: [onlyTrigger(0)],
    fires: lag('20'),
  },
  {
    id: 'catalog-scaling',
    at: at('scaling'),
    given: [onlyTrigger(1)],
    fires: scaler(['triggers', 0, 'metadata', 'threshold'], '20'),
  },
  {
    id: 'catalog-scaling',
    at: at('scaling'),
    fires: said({ activationLagThreshold: 7 }),
    quiet: said(),
  },
  {
    id: 'catalog-scaling',
    at: at('scaling'),
    fires: annotate('scaling', 'JOBS/other maxReplicaCount=5'),
    quiet: annotate('scaling', 'JOBS/echo-workers maxReplicaCount=5'),
  },
  {
    id: 'catalog-annotation',
    at: at('scaling'),
    fires: annotate('scaling', 'JOBS/echo-workers max=5'),
    quiet: said(),
  },
  {
    id: 'catalog-annotation',
    at: at('consumers'),
    fires: annotate('consumers', 'JOBS'),
  },
  {
    id: 'catalog-name',
    at: at('consumers'),
    fires: annotate('consumers', 'JOBS/echo-worker'),
  },
  {
    id: 'catalog-name',
    at: at('consumers'),
    fires: annotate('consumers', 'JOB/echo-workers'),
  },
  {
    id: 'catalog-name',
    at: at('streams'),
    fires: annotate('streams', 'JOSB'),
    quiet: annotate('streams', 'JOBS'),
  },
]);

it.each<Quiet>([
  [
    'catalog-scaling',
    'what KEDA takes where nothing is said',
    annotate('scaling', 'JOBS/echo-workers maxReplicaCount=5'),
    set(worker, 'ScaledObject', ['spec', 'minReplicaCount'], undefined),
  ],
  [
    'catalog-scaling',
    'an entity that says nothing',
    annotate('scaling', undefined),
    lag('20'),
  ],
  ['catalog-scaling', 'the other trigger, which asks for more', lag('20')],
  ['catalog-scaling', 'numbers that KEDA refuses', onlyTrigger(0), lag('many')],
  [
    'catalog-name',
    'streams of another repository',
    annotate('streams', 'PAYMENTS'),
    annotate('consumers', 'PAYMENTS/*'),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});

it('says what the page would say, and what KEDA does', async () => {
  const [finding] = (
    await findingsAfter(scaler(['maxReplicaCount'], 8))
  ).filter(({ id }) => id === 'catalog-scaling');
  expect(finding).toMatchObject({
    severity: 'warning',
    message: expect.stringMatching(
      /ScaledObject echo-workers \(workers\/echo-workers\.yaml:\d+\): of a backlog of 80 the page says that KEDA asks for 5, and KEDA asks for 8; write maxReplicaCount=8$/,
    ),
  });
});

it('compares an entity with the scaler of its own cluster', async () => {
  const of = (cluster: string, max: number): Change[] => [
    add(
      `clusters/${cluster}/nats/worker.yaml`,
      `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: w-${cluster}, namespace: nats-${cluster} }
spec:
  maxReplicaCount: ${max}
  scaleTargetRef: { name: w }
  triggers:
    - type: nats-jetstream
      metadata: { stream: S, consumer: w }
`,
    ),
    add(
      `clusters/${cluster}/nats/catalog-info.yaml`,
      `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: w-${cluster}
  annotations: { nats.io/scaling: S/w maxReplicaCount=9 }
`,
    ),
  ];
  expect(
    await placesOf('catalog-scaling', ...of('east', 9), ...of('west', 3)),
  ).toEqual([
    'clusters/west/nats/catalog-info.yaml:metadata.annotations["nats.io/scaling"]',
  ]);
});

it('never throws, whatever an annotation holds', async () => {
  const files = await rightRepository();
  fc.assert(
    fc.property(
      fc.constantFrom('scaling', 'consumers', 'streams', 'thresholds'),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.stringMatching(/^[A-Z/*=a-zN0-9, .{$-]{0,60}$/),
        fc.constantFrom(
          '__proto__/a maxReplicaCount=1',
          'a/__proto__ lagThreshold=1',
        ),
      ),
      (annotation, text) => {
        const changed = new Map(files);
        annotate(annotation, text)(changed);
        expect(lintRepository(changed)).toEqual(expect.any(Array));
      },
    ),
    { numRuns: 100 },
  );
});
