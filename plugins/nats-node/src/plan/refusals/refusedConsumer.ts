import {
  JetStreamConfig,
  subjectsOverlap,
} from '@nats-portal/plugin-nats-common';
import { AccountLimits } from '../../jetstream/AccountLimits';
import { ServerFacts } from '../../jetstream/JetStreamApi';
import { CurrentAsset } from '../../jetstream/readAssets';
import { Refusal } from '../../MessagingPlan';
import { ConfigDifference } from '../diffConfigs';
import { isAtLeast } from '../serverVersion';
import { immutable, refusal } from './Refusal';

/** A change that is about to be planned. */
export interface ConsumerChange {
  current: CurrentAsset;
  /** What the spec names. */
  named: JetStreamConfig;
  /** What would be sent. */
  merged: JetStreamConfig;
  differences: ConfigDifference[];
  /** The stream as it will be. */
  stream: JetStreamConfig;
  facts: ServerFacts;
}

/** What a new consumer is judged by. */
export interface NewConsumerPlace {
  /** The stream as it will be. */
  stream: JetStreamConfig;
  /** Consumers that the stream will have, a count. */
  total: number;
  /** Limits of the account, where they are known. */
  limits?: AccountLimits;
}

/** Whether the server refuses a change of a field (facts/jetstream.md §3). */
const IMMUTABLE: Record<string, (facts: ServerFacts) => boolean> = {
  ack_policy: () => true,
  deliver_policy: () => true,
  opt_start_seq: () => true,
  opt_start_time: () => true,
  replay_policy: () => true,
  max_waiting: () => true,
  idle_heartbeat: () => true,
  flow_control: () => true,
  durable_name: () => true,
  mem_storage: ({ version }) => isAtLeast(version, '2.14.4'),
};

/** How the server writes what a normalised configuration leaves out. */
const DEFAULT_NAMES: Record<string, string> = {
  ack_policy: 'none',
  deliver_policy: 'all',
  replay_policy: 'instant',
  max_waiting: '512',
  flow_control: 'false',
  mem_storage: 'false',
};

/** What is lost with the position of a consumer, by retention of its stream (facts/jetstream.md §5). */
const COST: Record<string, string> = {
  limits: 'deleting it loses its position, and it starts over',
  workqueue: 'deleting it delivers what is in work once more',
  interest: 'deleting the last consumer of the stream deletes its messages',
};

/** The filters of a configuration; none means everything. */
export function filtersOf(config: JetStreamConfig): string[] {
  if (config.filter_subject) {
    return [String(config.filter_subject)];
  }
  return Array.isArray(config.filter_subjects)
    ? config.filter_subjects.map(String)
    : [];
}

function immutableFields(change: ConsumerChange): Refusal[] {
  const { stream, facts } = change;
  const cost = COST[String(stream.retention ?? 'limits')] ?? COST.limits;
  return change.differences
    .filter(({ field }) => IMMUTABLE[field]?.(facts))
    .map(({ field, from, to }) => {
      const say = (value: unknown) =>
        value === undefined ? DEFAULT_NAMES[field] ?? 'none' : String(value);
      return immutable(
        `${field} cannot be changed from ${say(from)} to ${say(to)}`,
        `create a consumer of another name, since ${cost}`,
        10012,
      );
    });
}

/** Bounds of the stream that hold for what a consumer says itself, with the server's code. */
const LIMITS = { max_ack_pending: 10121, inactive_threshold: 10153 };

/** What the limits of the stream do not allow. */
function beyondLimits(
  config: JetStreamConfig,
  stream: JetStreamConfig,
): Refusal[] {
  const limits = (stream.consumer_limits ?? {}) as Record<string, unknown>;
  return Object.entries(LIMITS)
    .filter(
      ([field]) =>
        Number(limits[field] ?? 0) > 0 &&
        Number(config[field] ?? 0) > Number(limits[field]),
    )
    .map(([field, code]) =>
      refusal(
        `${field} is above the ${limits[field]} that consumer_limits of the stream allow`,
        'lower it, or raise the limit first',
        code,
      ),
    );
}

/** An update is taken, and leaves this as it was. */
function unheededFields({ differences }: ConsumerChange): Refusal[] {
  return differences.some(({ field }) => field === 'pause_until')
    ? [
        refusal(
          'pause_until counts when a consumer is made, and an update leaves it as it was',
          'leave pauseUntil out, and pause or resume the consumer with the nats command',
        ),
      ]
    : [];
}

function impossibleCombinations(change: ConsumerChange): Refusal[] {
  const { current, named, merged } = change;
  const refusals: Refusal[] = [];
  if (
    Boolean(current.config.deliver_subject) !== Boolean(named.deliver_subject)
  ) {
    refusals.push(
      current.config.deliver_subject
        ? immutable(
            'it is a push consumer and cannot become a pull consumer',
            'name its deliver_subject, or choose another name',
            10012,
          )
        : immutable(
            'it is a pull consumer and cannot become a push consumer, which deliver_subject would make it',
            'choose another name',
            10012,
          ),
    );
  }
  const backoff = Array.isArray(merged.backoff) ? merged.backoff : [];
  const maxDeliver = Number(merged.max_deliver ?? -1);
  if (maxDeliver > 0 && backoff.length > maxDeliver) {
    refusals.push(
      refusal(
        `backoff would have ${backoff.length} steps for max_deliver ${maxDeliver}`,
        'name both in the spec',
        10116,
      ),
    );
  }
  if (
    named.ack_wait !== undefined &&
    named.backoff === undefined &&
    backoff.length > 0 &&
    named.ack_wait !== backoff[0]
  ) {
    refusals.push(
      refusal(
        'the broker holds a backoff, whose first step takes the place of ack_wait',
        'name backoff in the spec, or leave ack_wait out',
      ),
    );
  }
  return refusals;
}

function impossibleReplicas(
  merged: JetStreamConfig,
  stream: JetStreamConfig,
): Refusal[] {
  const replicas = Number(merged.num_replicas ?? 0);
  const ofStream = Number(stream.num_replicas ?? 1);
  if (replicas > ofStream) {
    return [
      refusal(
        `${replicas} replicas are more than the stream's ${ofStream}`,
        'use 0, which means as the stream',
        10126,
      ),
    ];
  }
  const retention = stream.retention ?? 'limits';
  return replicas !== 0 && retention !== 'limits' && replicas !== ofStream
    ? [
        refusal(
          `on ${retention} retention it must have the stream's ${ofStream} replicas`,
          'use 0, which means as the stream',
          10134,
        ),
      ]
    : [];
}

/** Why the server would refuse to change a consumer; nothing where it would not. */
export function refusedConsumerChange(change: ConsumerChange): Refusal[] {
  if (change.current.offline) {
    return [
      refusal(
        `the servers hold it and cannot run it: ${change.current.offline}`,
        'upgrade them first',
      ),
    ];
  }
  const combinations = impossibleCombinations(change);
  return change.differences.length === 0
    ? combinations
    : [
        ...immutableFields(change),
        ...unheededFields(change),
        ...combinations,
        ...impossibleReplicas(change.merged, change.stream),
        ...beyondLimits(change.merged, change.stream),
      ];
}

/** What a work queue asks of its consumers, whoever made it. */
function impossibleOnWorkQueue(
  config: JetStreamConfig,
  stream: JetStreamConfig,
): Refusal[] {
  if (stream.retention !== 'workqueue') {
    return [];
  }
  const refusals: Refusal[] = [];
  const ackPolicy = config.ack_policy ?? 'none';
  if (ackPolicy !== 'explicit') {
    refusals.push(
      refusal(
        `ack_policy ${ackPolicy} is impossible on a work queue`,
        'use explicit',
        ackPolicy === 'none' ? 10084 : 10098,
      ),
    );
  }
  const deliverPolicy = config.deliver_policy ?? 'all';
  if (deliverPolicy !== 'all') {
    refusals.push(
      refusal(
        `deliver_policy ${deliverPolicy} is impossible on a work queue`,
        'use all',
        10101,
      ),
    );
  }
  return refusals;
}

/** Why the server would refuse a new consumer; nothing where it would not. */
export function refusedNewConsumer(
  config: JetStreamConfig,
  { stream, total, limits }: NewConsumerPlace,
): Refusal[] {
  const own = Number(stream.max_consumers ?? -1);
  const allowed = limits?.maxConsumers ?? -1;
  const isAllowed = allowed > 0 && !(own > 0 && own <= allowed);
  const max = isAllowed ? allowed : own;
  return [
    ...impossibleReplicas(config, stream),
    ...impossibleOnWorkQueue(config, stream),
    ...beyondLimits(config, stream),
    ...(max > 0 && total > max
      ? [
          refusal(
            `the stream would have ${total} consumers and ${
              isAllowed ? 'the account allows it' : 'its max_consumers is'
            } ${max}`,
            'raise it, or make fewer',
            10026,
          ),
        ]
      : []),
  ];
}

/**
 * Why the server would refuse the filters of a consumer of a work queue: each
 * message has one consumer, and others that the spec does not name have it.
 */
export function refusedFilters(
  config: JetStreamConfig,
  others: ReadonlyMap<string, CurrentAsset>,
): Refusal[] {
  const everything = ['>'];
  const or = (filters: string[]) => (filters.length > 0 ? filters : everything);
  const own = or(filtersOf(config));
  return [...others]
    .filter(([, other]) =>
      or(filtersOf(other.config)).some(b =>
        own.some(a => subjectsOverlap(a, b)),
      ),
    )
    .map(([name]) =>
      refusal(
        `it would take messages of the consumer ${name}, which the work queue has already`,
        `choose other filters, or add ${name} to the spec`,
        filtersOf(config).length === 0 ? 10099 : 10100,
      ),
    );
}
