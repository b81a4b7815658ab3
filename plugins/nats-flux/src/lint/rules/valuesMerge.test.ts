import {
  placesOf,
  Quiet,
  Firing,
  replace,
  value,
} from '../__testUtils__/change';

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
    'values-list-merge',
    at('podTemplate.merge.spec.volumes'),
    value(['podTemplate', 'merge', 'spec', 'volumes'], []),
  ],
  [
    'values-list-merge',
    at('container.merge.volumeMounts'),
    value(['container', 'merge', 'volumeMounts'], []),
  ],
  [
    'values-patch-path',
    at('statefulSet.patch[0]'),
    value(['statefulSet'], { patch: [{ op: 'set', path: '/a', value: 1 }] }),
  ],
  [
    'values-patch-path',
    at('statefulSet.patch[0]'),
    value(['statefulSet'], { patch: [{ op: 'add', path: 'a', value: 1 }] }),
  ],
  [
    'values-patch-path',
    at('statefulSet.patch[0]'),
    value(['statefulSet'], { patch: [{ op: 'replace', path: '/a' }] }),
  ],
  [
    'values-patch-path',
    at('statefulSet.patch[0]'),
    value(['statefulSet'], { patch: [{ op: 'move', path: '/a' }] }),
  ],
  [
    'values-template-key',
    at('global.labels.$tplYaml'),
    value(['global', 'labels', '$tplYaml'], '{{ .Values }}'),
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
  [
    'values-list-merge',
    "the exporter's volumeMounts, which are empty in the chart",
  ],
  [
    'values-patch-path',
    'a right patch',
    value(['statefulSet'], {
      patch: [
        { op: 'add', path: '/a', value: 1 },
        { op: 'remove', path: '/b' },
      ],
    }),
  ],
  [
    'values-template-key',
    'templates in resources of their own',
    value(['extraResources'], [{ $tplYaml: 'x' }]),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
