import {
  NATS_DECLARED_IN_METADATA,
  StreamOrigin,
  StreamSettings,
  StreamSnapshot,
} from '@nats-portal/plugin-nats-common';
import {
  explainBadCounter,
  millisecondsOf,
  settingOf,
  timeOf,
} from './numbers';
import {
  OriginDetail,
  StreamConfigDetail,
  StreamDetail,
} from './serverReplies';
import { monitorKeys } from './monitorKeys';
import { toReplicas } from './toReplicas';

function toSettings(config: StreamConfigDetail): StreamSettings {
  const monitor = monitorKeys(config.metadata);
  const declaredIn = config.metadata?.[NATS_DECLARED_IN_METADATA];
  return {
    subjects: config.subjects ?? [],
    retention: config.retention ?? 'limits',
    discard: config.discard ?? 'old',
    storage: config.storage ?? 'file',
    replicas: config.num_replicas ?? 1,
    maxAgeMs: millisecondsOf(config.max_age),
    maxMessages: settingOf(config.max_msgs),
    maxBytes: settingOf(config.max_bytes),
    maxMessagesPerSubject: settingOf(config.max_msgs_per_subject),
    maxConsumers: settingOf(config.max_consumers),
    messageTtl: config.allow_msg_ttl ?? false,
    rollup: config.allow_rollup_hdrs ?? false,
    direct: config.allow_direct ?? false,
    ...(monitor ? { monitor } : {}),
    ...(declaredIn ? { declaredIn } : {}),
  };
}

const toOrigin =
  (kind: StreamOrigin['kind']) =>
  ({ name, lag, active, error }: OriginDetail): StreamOrigin => ({
    kind,
    name: name ?? '',
    lag: lag ?? 0,
    // -1 stands for never.
    ...(active !== undefined && active >= 0
      ? { silentMs: millisecondsOf(active) }
      : {}),
    ...(error?.description ? { error: error.description } : {}),
  });

/** A stream as a server describes it, or what is wrong with its numbers. */
export function toStream(
  place: { account: string; at: number },
  detail: StreamDetail,
): StreamSnapshot | string {
  const { state = {}, config, cluster } = detail;
  const problem = explainBadCounter({
    messages: state.messages,
    bytes: state.bytes,
    first_seq: state.first_seq,
    last_seq: state.last_seq,
  });
  if (problem) {
    return problem;
  }
  const firstAt = timeOf(state.first_ts);
  const replicas = toReplicas(cluster);
  const origins = [
    ...(detail.mirror ? [toOrigin('mirror')(detail.mirror)] : []),
    ...(detail.sources ?? []).map(toOrigin('source')),
  ];
  return {
    account: place.account,
    name: detail.name ?? '',
    created: detail.created ?? '',
    at: timeOf(detail.ts) ?? place.at,
    leader: cluster?.leader ?? '',
    messages: state.messages ?? 0,
    bytes: state.bytes ?? 0,
    firstSequence: state.first_seq ?? 0,
    lastSequence: state.last_seq ?? 0,
    deleted: state.num_deleted ?? 0,
    consumers: state.consumer_count ?? 0,
    subjects: state.num_subjects ?? 0,
    ...(firstAt === undefined ? {} : { firstAt }),
    ...(replicas ? { replicas } : {}),
    ...(origins.length > 0 ? { origins } : {}),
    ...(config ? { settings: toSettings(config) } : {}),
  };
}
