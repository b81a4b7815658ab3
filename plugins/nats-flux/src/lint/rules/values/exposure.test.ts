import {
  add,
  placesOf,
  Quiet,
  Firing,
  value,
} from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
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
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
