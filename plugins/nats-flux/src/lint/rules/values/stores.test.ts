import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, value } from '../../__testUtils__/change';

const fileStore = ['config', 'jetstream', 'fileStore'];
const at = (path: string) =>
  `nats/release.yaml:spec.values.config.jetstream.${path}`;

describePairs('values/stores', [
  {
    id: 'values-pvc-size-unit',
    at: at('fileStore.pvc.size'),
    fires: value([...fileStore, 'pvc', 'size'], '1.5Gi'),
  },
  {
    id: 'values-pvc-size-unit',
    at: at('fileStore.maxSize'),
    fires: value([...fileStore, 'maxSize'], '1e9'),
  },
  {
    id: 'values-maxsize-over-pvc',
    at: at('fileStore.maxSize'),
    fires: value([...fileStore, 'maxSize'], '11Gi'),
  },
  {
    id: 'values-pvc-disabled',
    at: at('fileStore.pvc.enabled'),
    fires: value([...fileStore, 'pvc', 'enabled'], false),
  },
]);

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
