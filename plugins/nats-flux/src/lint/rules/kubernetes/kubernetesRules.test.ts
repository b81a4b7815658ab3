import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  add,
  Change,
  findingsAfter,
  Firing,
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
const patch = (content: string): Change[] => [
  files => files.set('nats/patch.yaml', { content }),
  set(
    'nats/kustomization.yaml',
    'Kustomization',
    ['patches'],
    [{ path: 'patch.yaml' }],
  ),
];

it.each<Firing>([
  [
    'kubernetes-unknown-field',
    `${worker}:spec.replica`,
    deployment(['replica'], 1),
  ],
  [
    'kubernetes-unknown-field',
    `${worker}:spec.template.spec.containers[0].securityContext.runAsNonroot`,
    deployment([...container, 'securityContext', 'runAsNonroot'], true),
  ],
  [
    'kubernetes-unknown-field',
    'nats/release.yaml:spec.timout',
    set('nats/release.yaml', 'HelmRelease', ['spec', 'timout'], '50m'),
  ],
  [
    'kubernetes-unknown-field',
    'nats/repository.yaml:spec.uri',
    set('nats/repository.yaml', 'HelmRepository', ['spec', 'uri'], 'x'),
  ],
  [
    'kubernetes-unknown-field',
    `${flux}:spec.dependOn`,
    set(flux, 'Kustomization/nats-workers', ['spec', 'dependOn'], []),
  ],
  [
    'kubernetes-unknown-field',
    `${worker}:spec.maxReplicas`,
    set(worker, 'ScaledObject', ['spec', 'maxReplicas'], 5),
  ],
  [
    'kubernetes-unknown-field',
    `${certificates}:spec.durations`,
    set(
      certificates,
      'Certificate/nats-server',
      ['spec', 'durations'],
      '2160h',
    ),
  ],
  [
    'kubernetes-unknown-field',
    'nats/alerts.yaml:spec.groups[0].rules[0].severity',
    set(
      'nats/alerts.yaml',
      'PrometheusRule',
      ['spec', 'groups', 0, 'rules', 0, 'severity'],
      'critical',
    ),
  ],
  [
    'kubernetes-unknown-field',
    'nats/network-policy.yaml:spec.podSelectors',
    set(
      'nats/network-policy.yaml',
      'NetworkPolicy',
      ['spec', 'podSelectors'],
      {},
    ),
  ],
  [
    'kubernetes-unknown-field',
    'nats/namespace.yaml:metadata.label',
    set('nats/namespace.yaml', 'Namespace', ['metadata', 'label'], {}),
  ],
  [
    'kubernetes-unknown-field',
    'nats/kustomization.yaml:resource',
    set('nats/kustomization.yaml', 'Kustomization', ['resource'], []),
  ],
  [
    'kubernetes-unknown-field',
    'nats/patch.yaml:spec.prots',
    ...patch(
      'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { prots: [] }\n',
    ),
  ],
  [
    'kubernetes-field-type',
    `${worker}:spec.maxReplicaCount`,
    set(worker, 'ScaledObject', ['spec', 'maxReplicaCount'], '5'),
  ],
  [
    'kubernetes-field-type',
    `${worker}:spec.template.spec.containers[0].env[0].value`,
    deployment([...container, 'env', 0, 'value'], 4222),
  ],
  [
    'kubernetes-field-value',
    `${worker}:spec.template.spec.restartPolicy`,
    deployment(['template', 'spec', 'restartPolicy'], 'always'),
  ],
  [
    'kubernetes-field-value',
    `${flux}:spec.sourceRef.kind`,
    set(
      flux,
      'Kustomization/nats',
      ['spec', 'sourceRef', 'kind'],
      'HelmRepository',
    ),
  ],
  [
    'kubernetes-field-missing',
    'nats/release.yaml:spec.interval',
    set('nats/release.yaml', 'HelmRelease', ['spec', 'interval'], undefined),
  ],
  [
    'kubernetes-field-missing',
    `${worker}:spec.selector`,
    deployment(['selector'], undefined),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

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
    ...patch(
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
    ...patch(
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
