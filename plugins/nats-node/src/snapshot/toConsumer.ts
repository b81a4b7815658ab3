import {
  ConsumerSettings,
  ConsumerSnapshot,
  NATS_DECLARED_IN_METADATA,
} from '@nats-portal/plugin-nats-common';
import { monitorKeys } from './monitorKeys';
import {
  explainBadCounter,
  millisecondsOf,
  settingOf,
  timeOf,
} from './numbers';
import { ConsumerConfigDetail, ConsumerDetail } from './serverReplies';
import { toReplicas } from './toReplicas';

function toSettings(config: ConsumerConfigDetail): ConsumerSettings {
  const ackPolicy = config.ack_policy ?? 'none';
  const backoff = (config.backoff ?? []).map(millisecondsOf);
  const monitor = monitorKeys(config.metadata);
  const declaredIn = config.metadata?.[NATS_DECLARED_IN_METADATA];
  const filters = config.filter_subject
    ? [config.filter_subject]
    : config.filter_subjects ?? [];
  return {
    durable: Boolean(config.durable_name),
    push: Boolean(config.deliver_subject),
    ackPolicy,
    deliverPolicy: config.deliver_policy ?? 'all',
    replayPolicy: config.replay_policy ?? 'instant',
    ...(config.priority_policy && config.priority_policy !== 'none'
      ? {
          priorityPolicy: config.priority_policy,
          priorityGroups: config.priority_groups ?? [],
        }
      : {}),
    ackWaitMs: millisecondsOf(config.ack_wait),
    longestBackoffMs: Math.max(0, ...backoff),
    maxDeliver: settingOf(config.max_deliver),
    maxAckPending: ackPolicy === 'none' ? 0 : settingOf(config.max_ack_pending),
    filters,
    ...(monitor ? { monitor } : {}),
    ...(declaredIn ? { declaredIn } : {}),
  };
}

function pinnedGroupsOf({ priority_groups: groups }: ConsumerDetail) {
  const pinned = groups?.flatMap(({ group, pinned_client_id: id }) =>
    group && id ? [group] : [],
  );
  return pinned?.length ? pinned : undefined;
}

/** A consumer as a server describes it, or what is wrong with its numbers. */
export function toConsumer(
  place: { account: string; stream: string; at: number },
  detail: ConsumerDetail,
): ConsumerSnapshot | string {
  const { delivered, ack_floor: floor, config } = detail;
  const problem = explainBadCounter({
    'delivered.consumer_seq': delivered?.consumer_seq,
    'delivered.stream_seq': delivered?.stream_seq,
    'ack_floor.stream_seq': floor?.stream_seq,
    num_pending: detail.num_pending,
    num_ack_pending: detail.num_ack_pending,
    num_redelivered: detail.num_redelivered,
    num_waiting: detail.num_waiting,
  });
  if (problem) {
    return problem;
  }
  const at = timeOf(detail.ts) ?? place.at;
  const found: ConsumerSnapshot = {
    account: place.account,
    stream: place.stream,
    name: detail.name ?? '',
    created: detail.created ?? '',
    at,
    leader: detail.cluster?.leader ?? '',
    deliveredConsumerSequence: delivered?.consumer_seq ?? 0,
    deliveredStreamSequence: delivered?.stream_seq ?? 0,
    ackFloorStreamSequence: floor?.stream_seq ?? 0,
    pending: detail.num_pending ?? 0,
    ackPending: detail.num_ack_pending ?? 0,
    redelivered: detail.num_redelivered ?? 0,
    waiting: detail.num_waiting ?? 0,
    pushBound: detail.push_bound ?? false,
    paused: detail.paused ?? false,
  };
  // Written one by one, since spreading them costs half of all the work on a row.
  const lastDelivery = timeOf(delivered?.last_active);
  if (lastDelivery !== undefined) {
    found.lastDelivery = lastDelivery;
  }
  const lastAck = timeOf(floor?.last_active);
  if (lastAck !== undefined) {
    found.lastAck = lastAck;
  }
  if (detail.paused && detail.pause_remaining) {
    found.pausedUntil = at + millisecondsOf(detail.pause_remaining);
  }
  const pinnedGroups = pinnedGroupsOf(detail);
  if (pinnedGroups) {
    found.pinnedGroups = pinnedGroups;
  }
  const replicas = toReplicas(detail.cluster);
  if (replicas) {
    found.replicas = replicas;
  }
  if (config) {
    found.settings = toSettings(config);
  }
  return found;
}
