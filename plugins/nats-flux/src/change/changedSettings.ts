import {
  keyValueStream,
  objectStoreStream,
} from '@nats-portal/plugin-nats-common';
import {
  goDuration,
  nackConsumerFields,
  nackKeyValueFields,
  nackObjectStoreFields,
  nackStreamFields,
} from '../generate/nackSpecs';
import { Settings } from '../settings/Settings';

/**
 * One setting before and after a change, as people write it; `undefined` where
 * there is none.
 *
 * @public
 */
export interface ChangedSetting {
  /**
   * E.g. `memory`, `JOBS maxAge`, `JOBS/echo-workers worker.image` or
   * `KV_settings ttl`; with the account in front, `BILLING JOBS maxAge`, where it is not the first.
   */
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

/** Fields that name what they are fields of. */
const NAMES = ['name', 'streamName', 'durableName', 'bucket'];

/** The fields as the repository writes them: a week that was asked for is 168h there. */
function written(
  subject: string,
  values: readonly [key: string, value: unknown][],
): [string, unknown][] {
  return fields(
    subject,
    Object.fromEntries(values.filter(([key]) => !NAMES.includes(key))),
  );
}

/** Each account, with its limits and who else may publish to it. */
function accountEntries({ accounts }: Settings): [string, unknown][] {
  return [
    ['accounts', accounts.map(({ name }) => name).join(', ')],
    ...accounts.flatMap(({ name, publishers, ...limits }) =>
      fields(`account ${name}`, {
        maxFileStore: limits.maxFileStore,
        maxMemoryStore: limits.maxMemoryStore,
        publishers: publishers?.join(', '),
      }),
    ),
  ];
}

/**
 * What a broker is, setting by setting: the broker's own first, then each stream
 * with its consumers and their workers, then the buckets, called as the streams
 * that the server keeps them in.
 *
 * @public
 */
export function flatSettings(settings: Settings): Map<string, string> {
  const { messaging, workers, accounts } = settings;
  const inAccount = (account: string, name: string) =>
    account === accounts[0].name ? name : `${account} ${name}`;
  const entries: [string, unknown][] = [
    ...BROKER.map((name): [string, unknown] => [name, settings[name]]),
    ...accountEntries(settings),
    ...messaging.streams.flatMap((stream): [string, unknown][] => [
      ...written(
        inAccount(stream.account, stream.name),
        nackStreamFields(stream),
      ),
      ...stream.consumers.flatMap((consumer): [string, unknown][] => {
        const { name, account } = stream;
        const { durableName } = consumer;
        const subject = inAccount(account, `${name}/${durableName}`);
        const worker = workers.find(
          each =>
            each.stream === name &&
            each.consumer === durableName &&
            each.account === account,
        );
        const { image, minReplicaCount, maxReplicaCount } = worker ?? {};
        const { lagThreshold, activationLagThreshold } = worker ?? {};
        return [
          ...written(subject, nackConsumerFields(name, consumer)),
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
      }),
    ]),
    ...messaging.keyValues.flatMap(bucket =>
      written(inAccount(bucket.account, keyValueStream(bucket.bucket)), [
        ...nackKeyValueFields(bucket),
        // A count of nanoseconds is for the controller.
        [
          'limitMarkerTtl',
          bucket.limitMarkerTtl && goDuration(bucket.limitMarkerTtl),
        ],
      ]),
    ),
    ...messaging.objectStores.flatMap(bucket =>
      written(
        inAccount(bucket.account, objectStoreStream(bucket.bucket)),
        nackObjectStoreFields(bucket),
      ),
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
