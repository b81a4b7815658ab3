import {
  JetStreamConfig,
  subjectsOverlap,
} from '@nats-portal/plugin-nats-common';
import { ServerFacts } from '../jetstream/JetStreamApi';
import { CurrentAsset } from '../jetstream/readAssets';
import { ConfigDifference } from './diffConfigs';
import { isAtLeast } from './serverVersion';

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

function immutableFields(change: ConsumerChange): string[] {
  const { stream, facts } = change;
  const cost = COST[String(stream.retention ?? 'limits')] ?? COST.limits;
  return change.differences
    .filter(({ field }) => IMMUTABLE[field]?.(facts))
    .map(({ field, from, to }) => {
      const say = (value: unknown) =>
        value === undefined ? DEFAULT_NAMES[field] ?? 'none' : String(value);
      return `${field} cannot be changed from ${say(from)} to ${say(
        to,
      )} (10012); create a consumer of another name, since ${cost}`;
    });
}

/** Bounds of the stream that hold for what a consumer says itself, with the server's code. */
const LIMITS = { max_ack_pending: 10121, inactive_threshold: 10153 };

/** What the limits of the stream do not allow. */
function beyondLimits(
  config: JetStreamConfig,
  stream: JetStreamConfig,
): string[] {
  const limits = (stream.consumer_limits ?? {}) as Record<string, unknown>;
  return Object.entries(LIMITS)
    .filter(
      ([field]) =>
        Number(limits[field] ?? 0) > 0 &&
        Number(config[field] ?? 0) > Number(limits[field]),
    )
    .map(
      ([field, code]) =>
        `${field} is above the ${limits[field]} that consumer_limits of the stream allow (${code}); lower it, or raise the limit first`,
    );
}

/** An update is taken, and leaves this as it was. */
function unheededFields({ differences }: ConsumerChange): string[] {
  return differences.some(({ field }) => field === 'pause_until')
    ? [
        'pause_until counts when a consumer is made, and an update leaves it as it was; leave pauseUntil out, and pause or resume the consumer with the nats command',
      ]
    : [];
}

function impossibleCombinations(change: ConsumerChange): string[] {
  const { current, named, merged } = change;
  const reasons: string[] = [];
  if (
    Boolean(current.config.deliver_subject) !== Boolean(named.deliver_subject)
  ) {
    reasons.push(
      current.config.deliver_subject
        ? 'it is a push consumer and cannot become a pull consumer (10012); name its deliver_subject, or choose another name'
        : 'it is a pull consumer and cannot become a push consumer, which deliver_subject would make it (10012); choose another name',
    );
  }
  const backoff = Array.isArray(merged.backoff) ? merged.backoff : [];
  const maxDeliver = Number(merged.max_deliver ?? -1);
  if (maxDeliver > 0 && backoff.length > maxDeliver) {
    reasons.push(
      `backoff would have ${backoff.length} steps for max_deliver ${maxDeliver} (10116); name both in the spec`,
    );
  }
  if (
    named.ack_wait !== undefined &&
    named.backoff === undefined &&
    backoff.length > 0 &&
    named.ack_wait !== backoff[0]
  ) {
    reasons.push(
      'the broker holds a backoff, whose first step takes the place of ack_wait; name backoff in the spec, or leave ack_wait out',
    );
  }
  return reasons;
}

function impossibleReplicas(
  merged: JetStreamConfig,
  stream: JetStreamConfig,
): string[] {
  const replicas = Number(merged.num_replicas ?? 0);
  const ofStream = Number(stream.num_replicas ?? 1);
  if (replicas > ofStream) {
    return [
      `${replicas} replicas are more than the stream's ${ofStream} (10126); use 0, which means as the stream`,
    ];
  }
  const retention = stream.retention ?? 'limits';
  return replicas !== 0 && retention !== 'limits' && replicas !== ofStream
    ? [
        `on ${retention} retention it must have the stream's ${ofStream} replicas (10134); use 0, which means as the stream`,
      ]
    : [];
}

/** Why the server would refuse to change a consumer; nothing where it would not. */
export function refusedConsumerChange(change: ConsumerChange): string[] {
  if (change.current.offline) {
    return [
      `the servers hold it and cannot run it: ${change.current.offline}; upgrade them first`,
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
): string[] {
  if (stream.retention !== 'workqueue') {
    return [];
  }
  const reasons: string[] = [];
  const ackPolicy = config.ack_policy ?? 'none';
  if (ackPolicy !== 'explicit') {
    const code = ackPolicy === 'none' ? 10084 : 10098;
    reasons.push(
      `ack_policy ${ackPolicy} is impossible on a work queue (${code}); use explicit`,
    );
  }
  const deliverPolicy = config.deliver_policy ?? 'all';
  if (deliverPolicy !== 'all') {
    reasons.push(
      `deliver_policy ${deliverPolicy} is impossible on a work queue (10101); use all`,
    );
  }
  return reasons;
}

/** Why the server would refuse a new consumer; nothing where it would not. */
export function refusedNewConsumer(
  config: JetStreamConfig,
  { stream, total }: NewConsumerPlace,
): string[] {
  const max = Number(stream.max_consumers ?? -1);
  return [
    ...impossibleReplicas(config, stream),
    ...impossibleOnWorkQueue(config, stream),
    ...beyondLimits(config, stream),
    ...(max > 0 && total > max
      ? [
          `the stream would have ${total} consumers and its max_consumers is ${max} (10026); raise it, or make fewer`,
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
): string[] {
  const everything = ['>'];
  const or = (filters: string[]) => (filters.length > 0 ? filters : everything);
  const own = or(filtersOf(config));
  return [...others]
    .filter(([, other]) =>
      or(filtersOf(other.config)).some(b =>
        own.some(a => subjectsOverlap(a, b)),
      ),
    )
    .map(
      ([name]) =>
        `it would take messages of the consumer ${name}, which the work queue has already (10099, 10100); choose other filters, or add ${name} to the spec`,
    );
}
