import { formatPath } from '@nats-portal/plugin-nats-common';
import {
  placesOf,
  Quiet,
  Firing,
  replace,
  set,
  value,
} from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const merge = (key: string, to: string | number) =>
  value(['config', 'merge', key], to);

it.each<Firing>([
  [
    'values-config-quoted-size',
    at('config.merge.max_payload'),
    merge('max_payload', '8MB'),
  ],
  [
    'values-config-quoted-size',
    at('config.merge.max_payload'),
    merge('max_payload', '<<8MB>>'),
  ],
  [
    'values-config-quoted-size',
    at('config.merge.authorization.token'),
    value(['config', 'merge', 'authorization'], { token: '$TOKEN' }),
  ],
  [
    'values-config-null',
    at('config.merge.max_payload'),
    replace(
      'nats/release.yaml',
      'system_account: SYS\n',
      'system_account: SYS\n        max_payload: null\n',
    ),
  ],
  [
    'values-config-duration',
    at('config.merge.write_deadline'),
    merge('write_deadline', 10),
  ],
  [
    'values-config-duration',
    at('config.merge.write_deadline'),
    merge('write_deadline', '2 minutes'),
  ],
  [
    'values-config-unknown-key',
    at('config.jetstream.merge.limits.default_max_consumers'),
    value(['config', 'jetstream', 'merge'], {
      limits: { default_max_consumers: -1 },
    }),
  ],
  [
    'values-config-quoted-size',
    at('config.merge.accounts.APP.jetstream.max_store'),
    value(['config', 'merge', 'accounts', 'APP', 'jetstream'], {
      max_store: '1G',
    }),
  ],
  [
    'values-config-duration',
    at('config.jetstream.merge.limits.duplicate_window'),
    value(['config', 'jetstream', 'merge'], {
      limits: { duplicate_window: '1d' },
    }),
  ],
  [
    'values-config-type',
    at('config.merge.debug'),
    value(['config', 'merge', 'debug'], 'yes'),
  ],
  [
    'values-config-type',
    at('config.merge.accounts.APP.users[0].user'),
    value(['config', 'merge', 'accounts', 'APP', 'users', 0, 'user'], 1),
  ],
  [
    'values-config-type',
    at('config.cluster.merge.write_timeout'),
    value(['config', 'cluster', 'merge'], { write_timeout: '10s' }),
  ],
  ...(
    [
      [['config', 'merge', 'max_paylod'], 1],
      [['config', 'merge', 'authorization'], { bogus: 1 }],
      [['config', 'merge', 'accounts', 'APP', 'bogus'], 1],
      [['config', 'merge', 'accounts', 'APP', 'users', 0, 'bogus'], 1],
      [['config', 'merge', 'tls'], { bogus: 1 }],
      [['config', 'merge', 'http_prot'], 8222],
      [['config', 'jetstream', 'merge'], { bogus: 1 }],
      [['config', 'cluster', 'merge'], { bogus: 1 }],
      [['config', 'cluster', 'tls', 'merge'], { bogus: 1 }],
      [['config', 'nats', 'tls', 'merge', 'bogus'], 1],
      [['config', 'gateway', 'merge'], { bogus: 1 }],
      [['config', 'leafnodes', 'merge'], { bogus: 1 }],
      [['config', 'leafnodes', 'tls', 'merge'], { bogus: 1 }],
      [['config', 'websocket', 'merge'], { bogus: 1 }],
      [['config', 'mqtt', 'merge'], { bogus: 1 }],
    ] as const
  ).map<Firing>(([path, to]) => [
    'values-config-unknown-key',
    at(
      formatPath([...path, ...(typeof to === 'object' ? Object.keys(to) : [])]),
    ),
    value(path, to),
  ]),
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
  [
    'values-config-quoted-size',
    'what the chart takes out of its quotes',
    merge('max_payload', '<< 8MB >>'),
  ],
  ['values-config-quoted-size', 'a number', merge('max_payload', 8388608)],
  ['values-config-duration', 'a Go duration', merge('write_deadline', '10s')],
  [
    'values-config-duration',
    'a duration from the environment',
    merge('write_deadline', '<< $DEADLINE >>'),
  ],
  [
    'values-config-unknown-key',
    'a variable that another key uses',
    merge('STORE', '10G'),
    value(['config', 'merge', 'accounts', 'APP', 'jetstream'], {
      max_store: '<< $STORE >>',
    }),
  ],
  [
    'values-config-unknown-key',
    'an include, and keys in another case',
    merge('00$include', 'my.conf'),
    merge('MAX_PAYLOAD', 1048576),
  ],
  [
    'values-config-unknown-key',
    'what a server of the chart knows',
    set(
      'nats/release.yaml',
      'HelmRelease',
      ['spec', 'chart', 'spec', 'version'],
      '2.15.1',
    ),
    value(['config', 'jetstream', 'merge'], {
      limits: { default_max_consumers: -1 },
    }),
  ],
  [
    'values-config-type',
    'what may be of several types',
    value(['config', 'merge', 'authorization'], {
      timeout: 2.5,
      default_permissions: { publish: 'a', subscribe: { allow: ['b'] } },
    }),
  ],
  [
    'values-config-null',
    'a key left out by a patch',
    value(['config', 'patch'], [{ op: 'remove', path: '/accounts' }]),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
