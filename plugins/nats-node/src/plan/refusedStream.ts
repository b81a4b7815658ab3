import { JetStreamConfig, SubjectTree } from '@nats-portal/plugin-nats-common';
import { ServerFacts } from '../jetstream/JetStreamApi';
import { CurrentAsset } from '../jetstream/readAssets';
import { ConfigDifference } from './diffConfigs';
import { isAtLeast } from './serverVersion';

/** A change that is about to be planned. */
export interface StreamChange {
  name: string;
  current: CurrentAsset;
  /** What would be sent. */
  merged: JetStreamConfig;
  differences: ConfigDifference[];
  /** All consumers of the stream, where they were read. */
  consumers?: ReadonlyMap<string, CurrentAsset>;
  facts: ServerFacts;
}

function plural(count: number | undefined, noun: string): string {
  return `${count ?? 0} ${noun}${count === 1 ? '' : 's'}`;
}

/** What it would cost to delete the stream and create it anew. */
function cost({ messages, consumers }: CurrentAsset): string {
  return `deleting it would lose its ${plural(
    messages,
    'message',
  )} and ${plural(consumers, 'consumer')}`;
}

/** Whether the server refuses a change of a field (facts/jetstream.md §2). */
const IMMUTABLE: Record<
  string,
  (difference: ConfigDifference, facts: ServerFacts) => boolean
> = {
  storage: () => true,
  retention: ({ from, to }) => from === 'workqueue' || to === 'workqueue',
  deny_delete: ({ to }) => !to,
  deny_purge: ({ to }) => !to,
  sealed: ({ to }) => !to,
  allow_msg_ttl: ({ to }) => !to,
  allow_msg_schedules: ({ to }) => !to,
  allow_msg_counter: () => true,
  persist_mode: () => true,
  mirror: () => true,
  max_consumers: (_difference, { version }) => !isAtLeast(version, '2.12.5'),
};

/** The server's code where it is not 10052. */
const CODES: Record<string, number> = { mirror: 10055 };

/** How the server writes what a normalised configuration leaves out. */
const DEFAULT_NAMES: Record<string, string> = {
  storage: 'file',
  retention: 'limits',
  max_consumers: 'unlimited',
  persist_mode: 'default',
  mirror: 'none',
};

function immutableFields(change: StreamChange): string[] {
  return change.differences
    .filter(d => IMMUTABLE[d.field]?.(d, change.facts))
    .map(({ field, from, to }) => {
      const say = (value: unknown) => {
        if (value === undefined) {
          return DEFAULT_NAMES[field] ?? 'false';
        }
        return typeof value === 'object'
          ? JSON.stringify(value)
          : String(value);
      };
      return `${field} cannot be changed from ${say(from)} to ${say(to)} (${
        CODES[field] ?? 10052
      }); create a stream of another name that sources this one, since ${cost(
        change.current,
      )}`;
    });
}

/** Combinations of what the spec names with what the broker holds beside it. */
function impossibleCombinations({ merged, facts }: StreamChange): string[] {
  const reasons: string[] = [];
  const maxAge = Number(merged.max_age ?? 0);
  if (maxAge > 0 && Number(merged.duplicate_window ?? 0) > maxAge) {
    reasons.push(
      'duplicate_window would be longer than max_age (10052); name both in the spec',
    );
  }
  if (merged.allow_rollup_hdrs && merged.deny_purge) {
    reasons.push(
      'allow_rollup_hdrs cannot be together with deny_purge, which the broker holds or the spec names (10052); leave one out',
    );
  }
  if (
    merged.discard_new_per_subject &&
    !(merged.discard === 'new' && Number(merged.max_msgs_per_subject ?? 0) > 0)
  ) {
    reasons.push(
      'discard_new_per_subject needs discard new and max_msgs_per_subject above 0 (10052); name them in the spec',
    );
  }
  const subjects = Array.isArray(merged.subjects) ? merged.subjects : [];
  if (merged.mirror && subjects.length > 0) {
    reasons.push(
      'a mirror has no subjects of its own (10034); leave out mirror or subjects, or name another stream',
    );
  }
  // Servers up to 2.14 take it and cannot start again, so this is no matter of waiting for an error.
  if (!facts.clustered && Number(merged.num_replicas ?? 1) > 1) {
    reasons.push(
      `${merged.num_replicas} replicas need a cluster and this server stands alone (10074); use 1`,
    );
  }
  return reasons;
}

/** What consumers have for themselves, as a stream's consumer_limits bound it. */
const LIMITED = ['max_ack_pending', 'inactive_threshold'];

/** Consumers that the stream's new limits would not allow. */
function consumersBeyondLimits(change: StreamChange): string[] {
  const { merged, differences, consumers } = change;
  if (!differences.some(({ field }) => field === 'consumer_limits')) {
    return [];
  }
  const limits = (merged.consumer_limits ?? {}) as Record<string, unknown>;
  return LIMITED.flatMap(field => {
    const limit = Number(limits[field] ?? 0);
    const beyond = [...(consumers ?? [])]
      .filter(([, { config }]) => Number(config[field] ?? 0) > limit)
      .map(([name]) => name);
    return limit > 0 && beyond.length > 0
      ? [
          `consumer_limits would be below the ${field} of ${plural(
            beyond.length,
            'consumer',
          )}, such as ${beyond[0]} (10069); lower theirs first`,
        ]
      : [];
  });
}

/** Why the server would refuse to change a stream; nothing where it would not. */
export function refusedStreamChange(change: StreamChange): string[] {
  if (change.current.offline) {
    return [
      `the servers hold it and cannot run it: ${change.current.offline}; upgrade them first`,
    ];
  }
  return change.differences.length === 0
    ? []
    : [
        ...immutableFields(change),
        ...impossibleCombinations(change),
        ...consumersBeyondLimits(change),
      ];
}

/** A subject that a stream of the account captures. */
export interface CapturedSubject {
  stream: string;
  subject: string;
}

/** What streams capture, to be asked for overlaps. */
export function capturedSubjects(
  streams: ReadonlyMap<string, CurrentAsset>,
): SubjectTree<CapturedSubject> {
  const tree = new SubjectTree<CapturedSubject>();
  for (const [stream, { config }] of streams) {
    const subjects = Array.isArray(config.subjects) ? config.subjects : [];
    subjects
      .map(String)
      .forEach(subject => tree.add(subject, { stream, subject }));
  }
  return tree;
}

/** Why the server would refuse the subjects of a stream: others of the account have them. */
export function refusedSubjects(
  subjects: readonly string[],
  others: SubjectTree<CapturedSubject>,
): string[] {
  const reasons = new Map<string, string>();
  for (const own of subjects) {
    for (const { stream, subject } of others.overlaps(own)) {
      if (!reasons.has(stream)) {
        reasons.set(
          stream,
          `subject "${own}" overlaps "${subject}" of the stream ${stream}, which the account has already (10065); choose other subjects, or add ${stream} to the spec with fewer`,
        );
      }
    }
  }
  return [...reasons.values()];
}
