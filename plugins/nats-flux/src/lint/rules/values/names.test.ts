import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, value } from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;

describePairs('values/names', [
  {
    id: 'values-server-name-prefix',
    at: at('config.serverNamePrefix'),
    fires: value(['config', 'serverNamePrefix'], 'eu-'),
  },
  {
    id: 'values-noadvertise-https',
    at: at('config.cluster.noAdvertise'),
    fires: value(['config', 'cluster', 'noAdvertise'], false),
  },
  {
    id: 'values-gateway-name',
    at: at('config.gateway.merge.name'),
    fires: value(['config', 'gateway', 'merge', 'name'], 'east'),
  },
  {
    id: 'values-gateway-name',
    at: at('config.gateway.merge.name'),
    fires: value(['config', 'gateway', 'merge', 'name'], undefined),
  },
  {
    id: 'values-gateway-name',
    at: at('config.gateway.merge.name'),
    given: [value(['config', 'cluster', 'merge', 'name'], 'east')],
    fires: value(['config', 'gateway', 'merge', 'name'], 'nats'),
    quiet: value(['config', 'gateway', 'merge', 'name'], 'east'),
  },
]);

it.each<Quiet>([
  [
    'values-gateway-name',
    'another name behind a closed gateway',
    value(['config', 'gateway', 'enabled'], false),
    value(['config', 'gateway', 'merge', 'name'], 'east'),
  ],
  [
    'values-gateway-name',
    'a name that a patch brings',
    value(['config', 'gateway', 'merge', 'name'], undefined),
    value(
      ['config', 'gateway', 'patch'],
      [{ op: 'add', path: '/name', value: 'nats' }],
    ),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
