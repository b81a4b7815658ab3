import { describePairs } from '../../__testUtils__/describePairs';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  add,
  Change,
  findingsAfter,
  placesOf,
  Quiet,
  replace,
  set,
} from '../../__testUtils__/change';
import { lintRepository } from '../../lintRepository';

const worker = 'workers/echo-workers.yaml';
const flux = 'clusters/local/nats.yaml';
const certificates = 'nats/certificates.yaml';
const deployment = (path: (string | number)[], to: Parameters<typeof set>[3]) =>
  set(worker, 'Deployment', ['spec', ...path], to);
const container = ['template', 'spec', 'containers', 0];
const listedPatch = set(
  'nats/kustomization.yaml',
  'Kustomization',
  ['patches'],
  [{ path: 'patch.yaml' }],
);
const patch =
  (content: string): Change =>
  files => {
    files.set('nats/patch.yaml', { content });
  };

describePairs('kubernetes/kubernetesRules', [
  {
    id: 'kubernetes-unknown-field',
    at: `${worker}:spec.replica`,
    fires: deployment(['replica'], 1),
  },
  {
    id: 'kubernetes-unknown-field',
    at: `${worker}:spec.template.spec.containers[0].securityContext.runAsNonroot`,
    fires: deployment([...container, 'securityContext', 'runAsNonroot'], true),
  },
  {
    id: 'kubernetes-unknown-field',
    at: 'nats/release.yaml:spec.timout',
    fires: set('nats/release.yaml', 'HelmRelease', ['spec', 'timout'], '50m'),
  },
  {
    id: 'kubernetes-unknown-field',
    at: 'nats/repository.yaml:spec.uri',
    fires: set('nats/repository.yaml', 'HelmRepository', ['spec', 'uri'], 'x'),
  },
  {
    id: 'kubernetes-unknown-field',
    at: `${flux}:spec.dependOn`,
    fires: set(flux, 'Kustomization/nats-workers', ['spec', 'dependOn'], []),
  },
  {
    id: 'kubernetes-unknown-field',
    at: `${worker}:spec.maxReplicas`,
    fires: set(worker, 'ScaledObject', ['spec', 'maxReplicas'], 5),
  },
  {
    id: 'kubernetes-unknown-field',
    at: `${certificates}:spec.durations`,
    fires: set(
      certificates,
      'Certificate/nats-server',
      ['spec', 'durations'],
      '2160h',
    ),
  },
  {
    id: 'kubernetes-unknown-field',
    at: 'nats/alerts.yaml:spec.groups[0].rules[0].severity',
    fires: set(
      'nats/alerts.yaml',
      'PrometheusRule',
      ['spec', 'groups', 0, 'rules', 0, 'severity'],
      'critical',
    ),
  },
  {
    id: 'kubernetes-unknown-field',
    at: 'nats/network-policy.yaml:spec.podSelectors',
    fires: set(
      'nats/network-policy.yaml',
      'NetworkPolicy',
      ['spec', 'podSelectors'],
      {},
    ),
  },
  {
    id: 'kubernetes-unknown-field',
    at: 'nats/namespace.yaml:metadata.label',
    fires: set('nats/namespace.yaml', 'Namespace', ['metadata', 'label'], {}),
  },
  {
    id: 'kubernetes-unknown-field',
    at: 'nats/kustomization.yaml:resource',
    fires: set('nats/kustomization.yaml', 'Kustomization', ['resource'], []),
  },
  {
    id: 'kubernetes-unknown-field',
    at: 'nats/patch.yaml:spec.prots',
    given: [listedPatch],
    fires: patch(
      'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { prots: [] }\n',
    ),
    quiet: patch(
      'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [] }\n',
    ),
  },
  {
    id: 'kubernetes-field-type',
    at: `${worker}:spec.maxReplicaCount`,
    fires: set(worker, 'ScaledObject', ['spec', 'maxReplicaCount'], '5'),
  },
  {
    id: 'kubernetes-field-type',
    at: `${worker}:spec.template.spec.containers[0].env[0].value`,
    fires: deployment([...container, 'env', 0, 'value'], 4222),
  },
  {
    id: 'kubernetes-field-value',
    at: `${worker}:spec.template.spec.restartPolicy`,
    fires: deployment(['template', 'spec', 'restartPolicy'], 'always'),
  },
  {
    id: 'kubernetes-field-value',
    at: `${flux}:spec.sourceRef.kind`,
    fires: set(
      flux,
      'Kustomization/nats',
      ['spec', 'sourceRef', 'kind'],
      'HelmRepository',
    ),
  },
  {
    id: 'kubernetes-field-missing',
    at: 'nats/release.yaml:spec.interval',
    fires: set(
      'nats/release.yaml',
      'HelmRelease',
      ['spec', 'interval'],
      undefined,
    ),
  },
  {
    id: 'kubernetes-field-missing',
    at: `${worker}:spec.selector`,
    fires: deployment(['selector'], undefined),
  },
]);

it.each<Quiet>([
  [
    'kubernetes-unknown-field',
    'values of a chart, which a rule of their own looks at',
    set('nats/release.yaml', 'HelmRelease', ['spec', 'values', 'bogus'], {
      a: 1,
    }),
  ],
  [
    'kubernetes-unknown-field',
    'a kind that is not known',
    add(
      'nats/more.yaml',
      'apiVersion: example.com/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { bogus: 1 }\n',
    ),
  ],
  [
    'kubernetes-unknown-field',
    'labels, annotations and a status',
    deployment(['template', 'metadata', 'labels', 'any'], 'x'),
    set(worker, 'Deployment', ['status'], { bogus: 1 }),
  ],
  [
    'kubernetes-unknown-field',
    'a patch that says how it is laid over its object',
    listedPatch,
    patch(
      'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { $patch: replace }\n',
    ),
  ],
  [
    'kubernetes-unknown-field',
    'what SOPS adds',
    add(
      'nats/secret.yaml',
      'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata: { a: ENC[x] }\nsops: { version: 3.9.0 }\n',
    ),
  ],
  [
    'kubernetes-field-type',
    'a variable of Flux',
    set(worker, 'ScaledObject', ['spec', 'maxReplicaCount'], '${MAX}'),
  ],
  [
    'kubernetes-field-missing',
    'a patch, which is a part of an object',
    listedPatch,
    patch(
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: nats }\nspec: { timeout: 1h }\n',
    ),
  ],
  [
    'kubernetes-field-missing',
    'a field for which the API server has a default',
    set(
      'nats/release.yaml',
      'HelmRelease',
      ['spec', 'chart', 'spec', 'verify'],
      { secretRef: { name: 'key' } },
    ),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});

it('says which name was probably meant, and where it stands', async () => {
  const [finding] = (
    await findingsAfter(
      replace(worker, '  maxReplicaCount: 5\n', '  maxReplicacount: 5\n'),
    )
  ).filter(({ id }) => id === 'kubernetes-unknown-field');
  expect(finding).toMatchObject({
    file: worker,
    column: 3,
    message: expect.stringMatching(/did you mean maxReplicaCount\?$/),
  });
  expect(finding.line).toBeGreaterThan(50);
});

it('has nothing to say about a golden repository', () => {
  const root = resolve(__dirname, '../../../__golden__');
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    path => path.endsWith('.yaml'),
  );
  expect(paths.length).toBeGreaterThan(50);
  const findings = lintRepository(
    new Map(
      paths.map(path => [
        path,
        { content: readFileSync(join(root, path), 'utf8') },
      ]),
    ),
  );
  expect(
    findings.filter(({ id }) => /^(?:kubernetes|nack)-.*field/.test(id)),
  ).toEqual([]);
});
