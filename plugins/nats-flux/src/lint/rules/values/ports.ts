import { numberAt } from '../../model/data';
import { isOn } from '../../model/NatsRelease';
import { forEachRelease, ReleaseRule, valueError } from '../ReleaseRule';

/** Listeners of a pod, with the chart's ports, and whether they are on where nobody says so. */
const LISTENERS: readonly [
  path: readonly string[],
  port: number,
  byDefault: boolean,
][] = [
  [['config', 'nats'], 4222, true],
  [['config', 'cluster'], 6222, false],
  [['config', 'monitor'], 8222, true],
  [['config', 'leafnodes'], 7422, false],
  [['config', 'websocket'], 8080, false],
  [['config', 'mqtt'], 1883, false],
  [['config', 'gateway'], 7222, false],
  [['config', 'profiling'], 65432, false],
  [['promExporter'], 7777, false],
];

/** values-port-shared: two listeners of a pod at one port. */
const ownPorts: ReleaseRule = function* ownPorts(release) {
  const { values } = release;
  const taken = new Map<number, string>();
  for (const [path, usual, byDefault] of LISTENERS) {
    if (isOn(values, [...path, 'enabled'], byDefault)) {
      const port = numberAt(values, [...path, 'port']) ?? usual;
      const other = taken.get(port);
      const name = path.join('.');
      if (other !== undefined) {
        yield valueError(
          'values-port-shared',
          release,
          [...path, 'port'],
          `${port} is the port of ${other}, too: one of the two cannot listen (address already in use), and no server starts; give ${name} another, such as ${usual}`,
        );
      }
      taken.set(port, other ?? name);
    }
  }
};

/** Rules about where the servers listen. */
export const valuesPortsRules = [ownPorts].map(forEachRelease);
