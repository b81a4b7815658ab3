import fc from 'fast-check';
import { stringify } from 'yaml';
import { repository } from '../__testUtils__/repositories';
import { RepositoryFiles } from '../RepositoryFile';
import { compareRepositories } from './compareRepositories';

/** Kinds that rules look at, with the API group of each. */
const headers = fc.constantFrom(
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
  ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
  ['jetstream.nats.io/v1beta2', 'Stream'],
  ['jetstream.nats.io/v1beta2', 'Consumer'],
  ['jetstream.nats.io/v1beta2', 'KeyValue'],
  ['jetstream.nats.io/v1beta2', 'ObjectStore'],
  ['jetstream.nats.io/v1beta2', 'Account'],
  ['keda.sh/v1alpha1', 'ScaledObject'],
  ['apps/v1', 'Deployment'],
  ['cert-manager.io/v1', 'Certificate'],
  ['cert-manager.io/v1', 'Issuer'],
  ['v1', 'Namespace'],
  ['v1', 'List'],
);

/** Keys that rules look at, and some that only trouble. */
const keys = fc.constantFrom(
  ...'name namespace metadata spec values config cluster jetstream fileStore pvc size enabled replicas chart version tls merge patch'.split(
    ' ',
  ),
  ...'subjects storage retention maxAge maxMsgs maxBytes mirror sources streamName durableName ackPolicy filterSubject filterSubjects'.split(
    ' ',
  ),
  ...'triggers metadata lagThreshold minReplicaCount scaleTargetRef issuerRef dnsNames secretName path prune dependsOn annotations bucket'.split(
    ' ',
  ),
  '__proto__',
  'constructor',
  'toString',
  '',
);

const leaf = fc.oneof(
  fc.constantFrom(
    'nats',
    'JOBS',
    'jobs.>',
    '>',
    '',
    '10Gi',
    '1h',
    '2.14.2',
    'file',
    '$(id)',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);

const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 6, depthIdentifier: 'tree' },
    leaf,
    fc.dictionary(keys, tie('tree'), { maxKeys: 6 }),
    fc.array(tie('tree'), { maxLength: 4 }),
  ),
}));

const object = fc
  .tuple(headers, fc.dictionary(keys, tree, { maxKeys: 6 }), tree, leaf)
  .map(([[apiVersion, kind], rest, spec, name]) => ({
    ...rest,
    apiVersion,
    kind,
    metadata: { name },
    spec,
  }));

/** A broker, so that the rules for its values have something to read. */
const broker = fc.tuple(tree, tree, tree).map(([cluster, jetstream, rest]) => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'nats' },
  spec: {
    chart: { spec: { chart: 'nats', version: rest } },
    values: {
      config: { cluster, jetstream, nats: rest },
      fullnameOverride: rest,
    },
  },
}));

const content = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.oneof(object, broker), { maxLength: 5 })
      .map(objects => objects.map(item => stringify(item)).join('---\n')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: tree.map(value => stringify(value)) },
);

const files: fc.Arbitrary<RepositoryFiles> = fc
  .dictionary(
    fc.constantFrom(
      'a.yaml',
      'nats/release.yaml',
      'nats/kustomization.yaml',
      'jetstream/streams.yml',
      'README.md',
    ),
    content,
    { maxKeys: 4 },
  )
  .map(texts => repository(texts));

describe('compareRepositories with files that nobody checked', () => {
  it('never throws, and says everything that it says in full', () => {
    fc.assert(
      fc.property(files, files, (before, after) => {
        for (const found of compareRepositories(before, after)) {
          expect(found.id).toMatch(/^change-[a-z-]+$/);
          expect(found.consequence).not.toMatch(/undefined|\[object|NaN/);
          expect(found.changes.length).toBeGreaterThan(0);
          expect(before.has(found.file) || after.has(found.file)).toBe(true);
          // One line each: nothing from outside ends a command early.
          for (const { command = '' } of found.procedure) {
            expect(command).not.toMatch(/[\n\r]/);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('finds nothing where nothing changed', () => {
    fc.assert(
      fc.property(files, state => {
        expect(compareRepositories(state, state)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
