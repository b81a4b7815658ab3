import { placesOf, Quiet, Firing, value } from '../../__testUtils__/change';

const fileStore = ['config', 'jetstream', 'fileStore'];
const at = (path: string) =>
  `nats/release.yaml:spec.values.config.jetstream.${path}`;

it.each<Firing>([
  [
    'values-pvc-size-unit',
    at('fileStore.pvc.size'),
    value([...fileStore, 'pvc', 'size'], '1.5Gi'),
  ],
  [
    'values-pvc-size-unit',
    at('fileStore.maxSize'),
    value([...fileStore, 'maxSize'], '1e9'),
  ],
  [
    'values-maxsize-over-pvc',
    at('fileStore.maxSize'),
    value([...fileStore, 'maxSize'], '11Gi'),
  ],
  [
    'values-pvc-disabled',
    at('fileStore.pvc.enabled'),
    value([...fileStore, 'pvc', 'enabled'], false),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
  [
    'values-pvc-size-unit',
    'plain bytes',
    value([...fileStore, 'pvc', 'size'], '10737418240'),
  ],
  [
    'values-maxsize-over-pvc',
    'a limit below the volume',
    value([...fileStore, 'maxSize'], '9Gi'),
  ],
  [
    'values-pvc-disabled',
    'a broker without a file store',
    value([...fileStore, 'pvc', 'enabled'], false),
    value([...fileStore, 'enabled'], false),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
