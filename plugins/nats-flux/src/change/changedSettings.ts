import { Settings } from '../settings/Settings';

/**
 * One setting before and after a change, as people write it; `undefined` where
 * there is none.
 *
 * @public
 */
export interface ChangedSetting {
  /** E.g. `memory`, `JOBS maxAge` or `JOBS/echo-workers worker.image`. */
  name: string;
  from?: string;
  to?: string;
}

/** Settings of the broker that a change can be about. */
const BROKER = [
  'servers',
  'cpu',
  'memory',
  'storageSize',
  'storageClass',
  'memoryStoreSize',
  'chartVersion',
  'monitoringHost',
] as const;

function text(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value)
    : String(value);
}

function fields(subject: string, values: object): [string, unknown][] {
  return Object.entries(values).map(([key, value]) => [
    `${subject} ${key}`,
    value,
  ]);
}

/**
 * What a broker is, setting by setting: the broker's own first, then each stream
 * with its consumers and their workers.
 *
 * @public
 */
export function flatSettings(settings: Settings): Map<string, string> {
  const { messaging, workers } = settings;
  const entries: [string, unknown][] = [
    ...BROKER.map((name): [string, unknown] => [name, settings[name]]),
    ...messaging.streams.flatMap(
      ({ name, consumers, ...stream }): [string, unknown][] => [
        ...fields(name, stream),
        ...consumers.flatMap(
          ({
            durableName,
            worker: _spec,
            ...consumer
          }): [string, unknown][] => {
            const subject = `${name}/${durableName}`;
            const worker = workers.find(
              each => each.stream === name && each.consumer === durableName,
            );
            const { image, minReplicaCount, maxReplicaCount } = worker ?? {};
            const { lagThreshold, activationLagThreshold } = worker ?? {};
            return [
              ...fields(subject, consumer),
              ...fields(`${subject} worker`, {
                image,
                minReplicaCount,
                maxReplicaCount,
                lagThreshold,
                activationLagThreshold,
              }).map(([key, value]): [string, unknown] => [
                key.replace(' worker ', ' worker.'),
                value,
              ]),
            ];
          },
        ),
      ],
    ),
  ];
  return new Map(
    entries.flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key, text(value)]],
    ),
  );
}

/**
 * The settings that a change makes different.
 *
 * @public
 */
export function changedSettings(
  before: Settings,
  after: Settings,
): ChangedSetting[] {
  const [from, to] = [flatSettings(before), flatSettings(after)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter(name => from.get(name) !== to.get(name))
    .map(name => ({ name, from: from.get(name), to: to.get(name) }));
}
