import { describePairs } from '../../__testUtils__/describePairs';
import {
  add,
  Change,
  placesOf,
  Quiet,
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

/** The file has a policy for those who come through the Ingress. */
const withoutIngress: Change = files => {
  files.delete('nats/ingress.yaml');
};
const onlyPolicyFor =
  (name: string): Change =>
  files => {
    files.set('nats/network-policy.yaml', {
      content: `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\nspec: { podSelector: { matchLabels: { app.kubernetes.io/name: ${name} } } }\n`,
    });
  };

describePairs('values/exposure', [
  {
    id: 'values-secret-inline',
    at: at('natsBox.contexts.default.creds.contents'),
    fires: value(['natsBox', 'contexts', 'default', 'creds'], {
      contents: 'nats-creds',
    }),
    quiet: value(['natsBox', 'contexts', 'default', 'creds'], {
      secretName: 'nats-creds',
    }),
  },
  {
    id: 'values-secret-inline',
    at: at('config.merge.accounts.APP.users[0].password'),
    fires: value(
      ['config', 'merge', 'accounts', 'APP', 'users', 0, 'password'],
      'secret',
    ),
    quiet: value(
      ['config', 'merge', 'accounts', 'APP', 'users', 0, 'password'],
      '<< $PASSWORD >>',
    ),
  },
  {
    id: 'values-own-service-selector',
    at: 'nats/service.yaml:spec.selector',
    fires: service(''),
    quiet: service('    app.kubernetes.io/component: nats\n'),
  },
  {
    id: 'values-network-policy',
    at: at('config.monitor'),
    given: [withoutIngress],
    fires: files => {
      files.delete('nats/network-policy.yaml');
    },
  },
  {
    id: 'values-secret-inline',
    at: at('config.leafnodes.merge.remotes[0].url'),
    fires: value(
      ['config', 'leafnodes', 'merge', 'remotes'],
      [{ url: 'nats://me:secret@hub:7422' }],
    ),
    quiet: value(
      ['config', 'leafnodes', 'merge', 'remotes'],
      [{ url: 'nats://hub:7422' }],
    ),
  },
  {
    id: 'values-secret-inline',
    at: at('config.gateway.merge.gateways[0].urls[0]'),
    fires: value(
      ['config', 'gateway', 'merge', 'gateways'],
      [{ name: 'a', urls: ['nats://me:secret@other:7222'] }],
    ),
    quiet: value(
      ['config', 'gateway', 'merge', 'gateways'],
      [{ name: 'a', urls: ['nats://other:7222'] }],
    ),
  },
  {
    id: 'values-secret-inline',
    at: at('config.jetstream.merge.key'),
    fires: value(['config', 'jetstream', 'merge'], {
      cipher: 'aes',
      key: 'secret',
    }),
    quiet: value(['config', 'jetstream', 'merge'], {
      cipher: 'aes',
      key: '<< $KEY >>',
    }),
  },
  {
    id: 'values-network-policy',
    at: 'nats/open.yaml:spec.ingress[0]',
    fires: policy('{ podSelector: {}, ingress: [{}] }'),
    quiet: policy(
      '{ podSelector: {}, ingress: [{ ports: [{ port: 4222 }] }] }',
    ),
  },
  {
    id: 'values-network-policy',
    at: 'nats/open.yaml:spec.ingress[0]',
    fires: policy(
      '{ podSelector: { matchLabels: { app.kubernetes.io/name: nats } }, ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8000, endPort: 9000 }] }] }',
    ),
    quiet: policy(
      '{ podSelector: { matchLabels: { app.kubernetes.io/name: nats } }, ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8000, endPort: 8100 }] }] }',
    ),
  },
  {
    id: 'values-network-policy',
    at: 'nats/open.yaml:spec.ingress[0]',
    fires: policy(
      '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: monitor }] }] }',
    ),
    quiet: policy(
      '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.1.0.0/16 } }], ports: [{ port: monitor }] }] }',
    ),
  },
  {
    id: 'values-network-policy',
    at: at('config.monitor'),
    given: [withoutIngress],
    fires: onlyPolicyFor('other'),
    quiet: onlyPolicyFor('nats'),
  },
]);

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
