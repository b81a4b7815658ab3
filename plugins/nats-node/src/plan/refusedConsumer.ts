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

function impossibleCombinations(change: ConsumerChange): string[] {
  const { current, named, merged } = change;
  const reasons: string[] = [];
  if (
    Boolean(current.config.deliver_subject) !== Boolean(named.deliver_subject)
  ) {
    const [is, becomes] = current.config.deliver_subject
      ? ['push', 'pull']
      : ['pull', 'push'];
    reasons.push(
      `it is a ${is} consumer and cannot become a ${becomes} consumer (10012); choose another name`,
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
        ...combinations,
        ...impossibleReplicas(change.merged, change.stream),
      ];
}

/** Why the server would refuse a new consumer; nothing where it would not. */
export function refusedNewConsumer(
  config: JetStreamConfig,
  stream: JetStreamConfig,
): string[] {
  return impossibleReplicas(config, stream);
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
