import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { ServerFacts } from '../../jetstream/JetStreamApi';
import { CurrentAsset } from '../../jetstream/readAssets';
import { Refusal } from '../../MessagingPlan';
import { ConfigDifference } from '../diffConfigs';
import { immutableStreamFields } from './immutableStreamFields';
import { plural, refusal } from './Refusal';

/** A change that is about to be planned. */
export interface StreamChange {
  current: CurrentAsset;
  /** What would be sent. */
  merged: JetStreamConfig;
  differences: ConfigDifference[];
  /** All consumers of the stream, where they were read. */
  consumers?: ReadonlyMap<string, CurrentAsset>;
  facts: ServerFacts;
}

/** Combinations of what the spec names with what the broker holds beside it. */
function impossibleCombinations({ merged, facts }: StreamChange): Refusal[] {
  const refusals: Refusal[] = [];
  const maxAge = Number(merged.max_age ?? 0);
  if (maxAge > 0 && Number(merged.duplicate_window ?? 0) > maxAge) {
    refusals.push(
      refusal(
        'duplicate_window would be longer than max_age',
        'name both in the spec',
        10052,
      ),
    );
  }
  if (merged.allow_rollup_hdrs && merged.deny_purge) {
    refusals.push(
      refusal(
        'allow_rollup_hdrs cannot be together with deny_purge, which the broker holds or the spec names',
        'leave one out',
        10052,
      ),
    );
  }
  if (
    merged.discard_new_per_subject &&
    !(merged.discard === 'new' && Number(merged.max_msgs_per_subject ?? 0) > 0)
  ) {
    refusals.push(
      refusal(
        'discard_new_per_subject needs discard new and max_msgs_per_subject above 0',
        'name them in the spec',
        10052,
      ),
    );
  }
  const subjects = Array.isArray(merged.subjects) ? merged.subjects : [];
  if (merged.mirror && subjects.length > 0) {
    refusals.push(
      refusal(
        'a mirror has no subjects of its own',
        'leave out mirror or subjects, or name another stream',
        10034,
      ),
    );
  }
  // Servers up to 2.14 take it and cannot start again, so this is no matter of waiting for an error.
  if (!facts.clustered && Number(merged.num_replicas ?? 1) > 1) {
    refusals.push(
      refusal(
        `${merged.num_replicas} replicas need a cluster and this server stands alone`,
        'use 1',
        10074,
      ),
    );
  }
  return refusals;
}

/** What consumers have for themselves, as a stream's consumer_limits bound it. */
const LIMITED = ['max_ack_pending', 'inactive_threshold'];

/** Consumers that the stream's new limits would not allow. */
function consumersBeyondLimits(change: StreamChange): Refusal[] {
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
          refusal(
            `consumer_limits would be below the ${field} of ${plural(
              beyond.length,
              'consumer',
            )}, such as ${beyond[0]}`,
            'lower theirs first',
            10069,
          ),
        ]
      : [];
  });
}

/** Why the server would refuse to change a stream; nothing where it would not. */
export function refusedStreamChange(change: StreamChange): Refusal[] {
  if (change.current.offline) {
    return [
      refusal(
        `the servers hold it and cannot run it: ${change.current.offline}`,
        'upgrade them first',
      ),
    ];
  }
  return change.differences.length === 0
    ? []
    : [
        ...immutableStreamFields(change),
        ...impossibleCombinations(change),
        ...consumersBeyondLimits(change),
      ];
}
