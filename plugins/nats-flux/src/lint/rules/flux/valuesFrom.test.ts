import { add, placesOf, Quiet, set } from '../../__testUtils__/change';
import { describePairs } from '../../__testUtils__/describePairs';

const release = 'nats/release.yaml';
const file = 'nats/values.yaml';

const from = (source: Record<string, string | boolean>) =>
  set(
    release,
    'HelmRelease',
    ['spec', 'valuesFrom'],
    [{ kind: 'ConfigMap', name: 'more', ...source }],
  );
const configMap = (values: string, key = 'values.yaml') =>
  add(
    file,
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: more }\ndata:\n  ${key}: |\n    ${values}\n`,
  );

describePairs('flux/valuesFrom', [
  {
    id: 'flux-values-from',
    at: `${release}:spec.valuesFrom[0].targetPath`,
    given: [configMap('5')],
    fires: from({ targetPath: 'config.cluster.replicas' }),
    quiet: set(release, 'HelmRelease', ['spec', 'valuesFrom'], []),
  },
  {
    id: 'flux-values-source',
    at: `${release}:spec.valuesFrom[0].name`,
    given: [configMap('tlsCA: { enabled: true }')],
    fires: from({ name: 'mroe' }),
    quiet: from({}),
  },
  {
    id: 'flux-values-source',
    at: `${release}:spec.valuesFrom[0]`,
    given: [configMap('tlsCA: { enabled: true }', 'nats.yaml')],
    fires: from({}),
    quiet: from({ valuesKey: 'nats.yaml' }),
  },
  {
    id: 'flux-values-source',
    at: `${file}:data["values.yaml"]`,
    given: [from({})],
    fires: configMap('- tlsCA'),
    quiet: configMap('tlsCA: { enabled: true }'),
  },
  {
    id: 'values-unknown-key',
    at: `${file}:data["values.yaml"]`,
    given: [from({})],
    fires: configMap('tlsCa: { enabled: true }'),
    quiet: configMap('tlsCA: { enabled: true }'),
  },
]);

it.each<Quiet>([
  [
    'flux-values-from',
    'values of a ConfigMap as a whole',
    from({}),
    configMap('tlsCA: { enabled: true }'),
  ],
  [
    'flux-values-source',
    'what the release may go without',
    from({ optional: true }),
  ],
  [
    'flux-values-source',
    'one value, which is no map',
    from({ targetPath: 'config.cluster.replicas' }),
    configMap('5'),
  ],
  [
    'flux-values-source',
    'what kustomize generates',
    from({}),
    set(
      'nats/kustomization.yaml',
      'Kustomization',
      ['configMapGenerator'],
      [{ name: 'more', literals: ['values.yaml=x: y'] }],
    ),
  ],
  [
    'flux-values-source',
    'an encrypted Secret, whose values nobody can read here',
    from({ kind: 'Secret' }),
    add(
      file,
      'apiVersion: v1\nkind: Secret\nmetadata: { name: more }\nstringData:\n  values.yaml: ENC[AES256_GCM,data:x]\nsops: { version: 3.9.0 }\n',
    ),
  ],
  [
    'flux-values-source',
    'an ExternalSecret that makes it',
    from({ kind: 'Secret' }),
    add(
      file,
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: vault }\nspec: { target: { name: more } }\n',
    ),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
