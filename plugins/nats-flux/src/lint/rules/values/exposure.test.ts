import {
  add,
  placesOf,
  Quiet,
  Firing,
  value,
} from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const policy = (spec: string) =>
  add(
    'nats/open.yaml',
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: open\nspec: ${spec}\n`,
  );
const service = (selector: string) =>
  add(
    'nats/service.yaml',
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: own\nspec:\n  selector:\n    app.kubernetes.io/name: nats\n${selector}`,
  );

it.each<Firing>([
  [
    'values-secret-inline',
    at('natsBox.contexts.default.creds.contents'),
    value(['natsBox', 'contexts', 'default', 'creds'], { contents: 'secret' }),
  ],
  [
    'values-secret-inline',
    at('config.merge.accounts.APP.users[0].password'),
    value(
      ['config', 'merge', 'accounts', 'APP', 'users', 0, 'password'],
      'secret',
    ),
  ],
  [
    'values-own-service-selector',
    'nats/service.yaml:spec.selector',
    service(''),
  ],
  [
    'values-network-policy',
    at('config.monitor'),
    // Every file with a policy.
    files => {
      files.delete('nats/network-policy.yaml');
      files.delete('nats/ingress.yaml');
    },
  ],
  [
    'values-secret-inline',
    at('config.leafnodes.merge.remotes[0].url'),
    value(['config', 'leafnodes', 'merge'], {
      remotes: [{ url: 'nats://me:secret@hub:7422' }],
    }),
  ],
  [
    'values-secret-inline',
    at('config.gateway.merge.gateways[0].urls[0]'),
    value(['config', 'gateway', 'merge'], {
      gateways: [{ name: 'a', urls: ['nats://me:secret@other:7222'] }],
    }),
  ],
  [
    'values-secret-inline',
    at('config.jetstream.merge.key'),
    value(['config', 'jetstream', 'merge'], { cipher: 'aes', key: 'secret' }),
  ],
  [
    'values-network-policy',
    'nats/open.yaml:spec.ingress[0]',
    policy('{ podSelector: {}, ingress: [{}] }'),
  ],
  [
    'values-network-policy',
    'nats/open.yaml:spec.ingress[0]',
    policy(
      '{ podSelector: { matchLabels: { app.kubernetes.io/name: nats } }, ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8000, endPort: 9000 }] }] }',
    ),
  ],
  [
    'values-network-policy',
    'nats/open.yaml:spec.ingress[0]',
    policy(
      '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: monitor }] }] }',
    ),
  ],
  [
    'values-network-policy',
    at('config.monitor'),
    // Policies that are left select others.
    files => {
      files.set('nats/network-policy.yaml', {
        content:
          'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\nspec: { podSelector: { matchLabels: { app: other } } }\n',
      });
      files.delete('nats/ingress.yaml');
    },
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
  [
    'values-secret-inline',
    'a variable, and a hash',
    value(['config', 'merge', 'authorization'], {
      token: '<< $TOKEN >>',
      password: '$2a$11$x',
    }),
  ],
  [
    'values-own-service-selector',
    'one that leaves nats-box out',
    service('    app.kubernetes.io/component: nats\n'),
  ],
  ['values-network-policy', 'policies that let in those who are named'],
  [
    'values-network-policy',
    'everybody on the port of the clients, and everything in other pods',
    policy(
      '{ podSelector: {}, ingress: [{ ports: [{ port: 4222 }] }] }\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: b }\nspec: { podSelector: { matchLabels: { app: other } }, ingress: [{}] }',
    ),
  ],
  [
    'values-secret-inline',
    'a URL without a password, and a section that is called key',
    value(['config', 'leafnodes', 'merge'], {
      remotes: [{ url: 'tls://hub:7422', credentials: '/etc/creds/a' }],
    }),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
