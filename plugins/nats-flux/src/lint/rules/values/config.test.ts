import {
  placesOf,
  Quiet,
  Firing,
  replace,
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
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
