import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, value } from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const port = (listener: string, to: number) =>
  value(['config', listener, 'port'], to);

describePairs('values/ports', [
  {
    id: 'values-port-shared',
    at: at('config.monitor.port'),
    fires: port('monitor', 4222),
  },
  {
    id: 'values-port-shared',
    at: at('promExporter.port'),
    fires: value(['promExporter', 'port'], 8222),
  },
]);

it.each<Quiet>([
  [
    'values-port-shared',
    'a listener that is off',
    port('websocket', 4222),
    value(['config', 'websocket', 'enabled'], false),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
