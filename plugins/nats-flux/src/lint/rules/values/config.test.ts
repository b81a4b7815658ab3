import { describePairs } from '../../__testUtils__/describePairs';
import { formatPath } from '@nats-portal/plugin-nats-common';
import {
  placesOf,
  Quiet,
  replace,
  set,
  value,
} from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const merge = (key: string, to: string | number) =>
  value(['config', 'merge', key], to);

describePairs('values/config', [
  {
    id: 'values-config-quoted-size',
    at: at('config.merge.max_payload'),
    fires: merge('max_payload', '8MB'),
  },
  {
    id: 'values-config-quoted-size',
    at: at('config.merge.max_payload'),
    fires: merge('max_payload', '<<8MB>>'),
  },
  {
    id: 'values-config-quoted-size',
    at: at('config.merge.authorization.token'),
    fires: value(['config', 'merge', 'authorization'], { token: '$TOKEN' }),
  },
  {
    id: 'values-config-null',
    at: at('config.merge.max_payload'),
    fires: replace(
      'nats/release.yaml',
      'system_account: SYS\n',
      'system_account: SYS\n        max_payload: null\n',
    ),
  },
  {
    id: 'values-config-duration',
    at: at('config.merge.write_deadline'),
    fires: merge('write_deadline', 10),
  },
  {
    id: 'values-config-duration',
    at: at('config.merge.write_deadline'),
    fires: merge('write_deadline', '2 minutes'),
  },
  {
    id: 'values-config-unknown-key',
    at: at('config.jetstream.merge.limits.default_max_consumers'),
    fires: value(['config', 'jetstream', 'merge'], {
      limits: { default_max_consumers: -1 },
    }),
  },
  {
    id: 'values-config-quoted-size',
    at: at('config.merge.accounts.APP.jetstream.max_store'),
    fires: value(['config', 'merge', 'accounts', 'APP', 'jetstream'], {
      max_store: '1G',
    }),
  },
  {
    id: 'values-config-duration',
    at: at('config.jetstream.merge.limits.duplicate_window'),
    fires: value(['config', 'jetstream', 'merge'], {
      limits: { duplicate_window: '1d' },
    }),
  },
  {
    id: 'values-config-type',
    at: at('config.merge.debug'),
    fires: value(['config', 'merge', 'debug'], 'yes'),
  },
  {
    id: 'values-config-type',
    at: at('config.merge.accounts.APP.users[0].user'),
    fires: value(['config', 'merge', 'accounts', 'APP', 'users', 0, 'user'], 1),
  },
  {
    id: 'values-config-type',
    at: at('config.cluster.merge.write_timeout'),
    fires: value(['config', 'cluster', 'merge'], { write_timeout: '10s' }),
  },
  ...(
    [
      [['config', 'merge'], 'max_paylod', 'max_payload', 1048576],
      [['config', 'merge'], 'http_prot', 'http_port', 8222],
      [['config', 'merge', 'authorization'], 'bogus', 'timeout', 1],
      [['config', 'merge', 'accounts', 'APP'], 'trace', 'msg_trace', 'traced'],
      [
        ['config', 'merge', 'accounts', 'APP', 'users', 0],
        'proxied',
        'proxy_required',
        false,
      ],
      [['config', 'merge', 'tls'], 'bogus', 'timeout', 1],
      [['config', 'jetstream', 'merge'], 'bogus', 'max_buffered_msgs', 1],
      [['config', 'cluster', 'merge'], 'bogus', 'ping_max', 1],
      [['config', 'cluster', 'tls', 'merge'], 'bogus', 'timeout', 1],
      [['config', 'nats', 'tls', 'merge'], 'bogus', 'timeout', 1],
      [['config', 'gateway', 'merge'], 'bogus', 'connect_retries', 1],
      [['config', 'leafnodes', 'merge'], 'bogus', 'port', 1],
      [['config', 'leafnodes', 'tls', 'merge'], 'bogus', 'timeout', 1],
      [['config', 'websocket', 'merge'], 'bogus', 'port', 1],
      [['config', 'mqtt', 'merge'], 'bogus', 'max_inflight', 1],
    ] as const
  ).map(([section, wrong, right, to]) => ({
    id: 'values-config-unknown-key',
    at: at(formatPath([...section, wrong])),
    fires: value([...section, wrong], to),
    quiet: value([...section, right], to),
  })),
]);

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
