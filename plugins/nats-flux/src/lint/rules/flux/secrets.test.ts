import { describePairs } from '../../__testUtils__/describePairs';
import { add, Change, placesOf, Quiet, set } from '../../__testUtils__/change';

const secret = (more: string) =>
  add(
    'nats/secret.yaml',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n${more}`,
  );

const worker = 'workers/echo-workers.yaml';
const env = ['spec', 'template', 'spec', 'containers', 0, 'env'];
const variable = (name: string, text: string): Change =>
  set(worker, 'Deployment', [...env, 0], { name, value: text });
const server = (url: string) =>
  set('jetstream/account.yaml', 'Account', ['spec', 'servers', 0], url);
const decryption = (to: object | undefined) =>
  set(
    'clusters/local/nats.yaml',
    'Kustomization/nats',
    ['spec', 'decryption'],
    to as never,
  );
const generator = (literal: string) =>
  set(
    'nats/kustomization.yaml',
    'Kustomization',
    ['secretGenerator'],
    [{ name: 'a', literals: [literal] }],
  );

describePairs('flux/secrets', [
  {
    id: 'flux-secret-plain',
    at: 'nats/secret.yaml:stringData',
    fires: secret('stringData:\n  a: ENC[x]\n'),
    quiet: secret('stringData:\n  a: ENC[x]\nsops:\n  version: "3"\n'),
  },
  {
    id: 'flux-secret-plain',
    at: `${worker}:spec.template.spec.containers[0].env[0].value`,
    fires: variable('NATS_PASSWORD', 's3cr3t'),
    quiet: variable('NATS_PASSWORD', '/run/secrets/nats'),
  },
  {
    id: 'flux-secret-plain',
    at: `${worker}:spec.template.spec.containers[0].env[0].value`,
    fires: variable('NATS_URL', 'nats://me:s3cr3t@nats:4222'),
    quiet: variable('NATS_URL', 'nats://nats:4222'),
  },
  {
    id: 'flux-secret-plain',
    at: 'jetstream/account.yaml:spec.servers[0]',
    fires: server('nats://s3cr3t@nats.nats.svc.cluster.local:4222'),
    quiet: server('nats://nats.nats.svc.cluster.local:4222'),
  },
  {
    id: 'flux-secret-plain',
    at: 'nats/kustomization.yaml:secretGenerator[0].literals[0]',
    fires: generator('password=s3cr3t'),
    quiet: generator('password='),
  },
  {
    id: 'flux-secret-decryption',
    at: 'clusters/local/nats.yaml:spec.decryption.provider',
    given: [secret('stringData:\n  a: ENC[x]\nsops:\n  version: "3"\n')],
    fires: decryption(undefined),
    quiet: decryption({ provider: 'sops' }),
  },
]);

it.each<Quiet>([
  [
    'flux-secret-plain',
    'a Secret of SOPS',
    secret('data:\n  a: ENC[x]\nsops:\n  version: "3"\n'),
  ],
  [
    'flux-secret-plain',
    'a variable of Flux, and one that says where a secret is',
    variable('NATS_TOKEN', '${nats_token}'),
    set(worker, 'Deployment', [...env, 1], {
      name: 'NATS_CREDS',
      value: '/etc/nats/worker.creds',
    }),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
