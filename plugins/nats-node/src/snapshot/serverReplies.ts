/**
 * The parts of the servers' answers that are read. Everything is optional: other
 * versions say less or more.
 */
export interface ServerInfo {
  id?: string;
  name?: string;
  /** Absent where the server stands alone. */
  cluster?: string;
  ver?: string;
  /** RFC 3339. */
  time?: string;
}

/** What a server answers in the system account. */
export interface ServerReply<T> {
  server?: ServerInfo;
  data?: T;
  error?: { code?: number; description?: string };
}

/** An answer that is too long to be parsed at once. */
export interface LongReply {
  server?: ServerInfo;
  error?: ServerReply<unknown>['error'];
  /** JSON: the whole reply of the system account, or `data` alone from a monitoring port. */
  bytes: Uint8Array;
}

/** Answer to `$SYS.REQ.SERVER.PING.VARZ`. */
export interface VarzData {
  server_id?: string;
  server_name?: string;
  version?: string;
  now?: string;
  start?: string;
  connections?: number;
  mem?: number;
  slow_consumers?: number;
  stalled_clients?: number;
  config_load_time?: string;
  config_digest?: string;
  tls_cert_not_after?: string;
  cluster?: {
    name?: string;
    /** Where the other servers are, as the configuration says. */
    urls?: string[] | null;
    tls_cert_not_after?: string;
  };
  gateway?: { tls_cert_not_after?: string };
  leaf?: { tls_cert_not_after?: string };
  mqtt?: { tls_cert_not_after?: string };
  websocket?: { tls_cert_not_after?: string };
}

/** Answer to `$SYS.REQ.SERVER.PING.HEALTHZ`. */
export interface HealthzData {
  /** `ok`, or another word. */
  status?: string;
  error?: string;
}

/** A follower as its leader sees it; times are nanoseconds. */
export interface PeerInfo {
  name?: string;
  current?: boolean;
  offline?: boolean;
  active?: number;
  lag?: number;
}

/** Who leads, and who follows. */
export interface ClusterInfo {
  leader?: string;
  replicas?: PeerInfo[] | null;
}

/** A position of a consumer. */
interface SequenceInfo {
  consumer_seq?: number;
  stream_seq?: number;
  last_active?: string;
}

/** A consumer's configuration; times are nanoseconds. */
export interface ConsumerConfigDetail {
  durable_name?: string;
  deliver_subject?: string;
  ack_policy?: string;
  deliver_policy?: string;
  replay_policy?: string;
  priority_policy?: string;
  priority_groups?: string[] | null;
  ack_wait?: number;
  backoff?: number[] | null;
  max_deliver?: number;
  max_ack_pending?: number;
  filter_subject?: string;
  filter_subjects?: string[] | null;
  metadata?: Record<string, string> | null;
}

/** A group of clients that share a consumer by priority. */
interface PriorityGroupInfo {
  group?: string;
  /** Empty or left out where none is pinned. */
  pinned_client_id?: string;
}

/** A consumer, as JSZ and the JetStream API describe it. */
export interface ConsumerDetail {
  name?: string;
  created?: string;
  ts?: string;
  config?: ConsumerConfigDetail;
  delivered?: SequenceInfo;
  ack_floor?: SequenceInfo;
  num_pending?: number;
  num_ack_pending?: number;
  num_redelivered?: number;
  num_waiting?: number;
  push_bound?: boolean;
  paused?: boolean;
  /** Nanoseconds. */
  pause_remaining?: number;
  priority_groups?: PriorityGroupInfo[] | null;
  cluster?: ClusterInfo;
}

/** A stream's configuration; times are nanoseconds. */
export interface StreamConfigDetail {
  subjects?: string[] | null;
  retention?: string;
  discard?: string;
  storage?: string;
  num_replicas?: number;
  max_age?: number;
  max_msgs?: number;
  max_bytes?: number;
  max_msgs_per_subject?: number;
  max_consumers?: number;
  allow_msg_ttl?: boolean;
  allow_rollup_hdrs?: boolean;
  allow_direct?: boolean;
  metadata?: Record<string, string> | null;
}

/** What a stream copies from; times are nanoseconds. */
export interface OriginDetail {
  name?: string;
  lag?: number;
  active?: number;
  error?: { description?: string };
}

/** A stream, as JSZ and the JetStream API describe it. */
export interface StreamDetail {
  name?: string;
  created?: string;
  ts?: string;
  cluster?: ClusterInfo;
  config?: StreamConfigDetail;
  state?: {
    messages?: number;
    bytes?: number;
    first_seq?: number;
    first_ts?: string;
    last_seq?: number;
    num_deleted?: number;
    /** Left out where it is 0. */
    num_subjects?: number;
    consumer_count?: number;
  };
  mirror?: OriginDetail | null;
  sources?: OriginDetail[] | null;
}

/** Answer to JSZ but for its accounts. */
export interface JszData {
  disabled?: boolean;
  server_id?: string;
  now?: string;
  memory?: number;
  storage?: number;
  reserved_memory?: number;
  reserved_storage?: number;
  ha_assets?: number;
  api?: { level?: number; total?: number; errors?: number; inflight?: number };
  config?: { max_memory?: number; max_storage?: number };
  meta_cluster?: ClusterInfo & { cluster_size?: number; pending?: number };
}

/** All answers to one round of questions. */
export interface ServerReplies {
  varz: ServerReply<VarzData>[];
  /** Of those who said how they are. */
  healthz?: ServerReply<HealthzData>[];
  jsz: LongReply[];
}
