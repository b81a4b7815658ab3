/**
 * The parts of the servers' answers that are read. Everything is optional: other
 * versions say less or more.
 */
export interface ServerReply<T> {
  server?: {
    id?: string;
    name?: string;
    /** Absent where the server stands alone. */
    cluster?: string;
    ver?: string;
    /** RFC 3339. */
    time?: string;
  };
  data?: T;
  error?: { code?: number; description?: string };
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
}

interface LeaderInfo {
  leader?: string;
}

/** A position of a consumer. */
interface SequenceInfo {
  consumer_seq?: number;
  stream_seq?: number;
}

/** A consumer in an answer to JSZ. */
export interface ConsumerDetail {
  name?: string;
  created?: string;
  ts?: string;
  delivered?: SequenceInfo;
  ack_floor?: SequenceInfo;
  num_pending?: number;
  num_ack_pending?: number;
  num_redelivered?: number;
  num_waiting?: number;
  push_bound?: boolean;
  paused?: boolean;
  cluster?: LeaderInfo;
}

/** A stream in an answer to JSZ. */
export interface StreamDetail {
  name?: string;
  cluster?: LeaderInfo;
  state?: {
    messages?: number;
    bytes?: number;
    first_seq?: number;
    last_seq?: number;
  };
  consumer_detail?: ConsumerDetail[] | null;
}

/** Answer to `$SYS.REQ.SERVER.PING.JSZ`. */
export interface JszData {
  disabled?: boolean;
  /** Accounts with JetStream, a count. */
  accounts?: number;
  memory?: number;
  storage?: number;
  reserved_storage?: number;
  config?: { max_storage?: number };
  meta_cluster?: { leader?: string; cluster_size?: number };
  account_details?:
    | { name?: string; stream_detail?: StreamDetail[] | null }[]
    | null;
}

/** All answers to one round of questions. */
export interface ServerReplies {
  varz: ServerReply<VarzData>[];
  jsz: ServerReply<JszData>[];
}
