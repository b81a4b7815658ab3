import { subjectCovers } from '../messaging/values/subjects';

/**
 * What the rules need of a consumer's configuration. Times are milliseconds.
 *
 * @public
 */
export interface ConsumerSettings {
  /** Stays when no client is there. */
  durable: boolean;
  push: boolean;
  ackPolicy: string;
  deliverPolicy: string;
  /** `original` delivers as slowly as the messages came. */
  replayPolicy: string;
  /** How priority groups share messages; absent without groups. */
  priorityPolicy?: string;
  /** Names of the priority groups; absent without groups. */
  priorityGroups?: string[];
  /** A message that is not acknowledged for so long comes again; 0 where nothing is acknowledged. */
  ackWaitMs: number;
  /** The longest pause between two deliveries of a message; 0 without a backoff. */
  longestBackoffMs: number;
  /** -1 for no limit. */
  maxDeliver: number;
  /** -1 for no limit, 0 where nothing is acknowledged. */
  maxAckPending: number;
  /** Subjects; empty for all of the stream. */
  filters: string[];
  /** The keys `io.nats.monitor.*`; absent where there are none. */
  monitor?: Record<string, string>;
  /** The broker whose repository declares it, by its metadata; absent where it names none. */
  declaredIn?: string;
}

/**
 * What the rules need of a stream's configuration. Limits are -1 or 0 where there is none.
 *
 * @public
 */
export interface StreamSettings {
  /** Empty where it only copies from others. */
  subjects: string[];
  retention: string;
  /** `old` makes room, `new` refuses. */
  discard: string;
  storage: string;
  replicas: number;
  maxAgeMs: number;
  maxMessages: number;
  maxBytes: number;
  maxMessagesPerSubject: number;
  maxConsumers: number;
  /** Messages may have a time to live of their own. */
  messageTtl: boolean;
  /** Messages may take the place of older ones of their subject. */
  rollup: boolean;
  /** Its messages can be read without asking the leader. */
  direct: boolean;
  /** The keys `io.nats.monitor.*`; absent where there are none. */
  monitor?: Record<string, string>;
  /** The broker whose repository declares it, by its metadata; absent where it names none. */
  declaredIn?: string;
}

/** Start positions from which a consumer reads every message that follows. */
const CONTIGUOUS = ['all', 'new', 'by_start_sequence', 'by_start_time', 'last'];

/**
 * True when a consumer is given every message that its filter takes, one after the other
 * from where it stands. False where nobody knows.
 *
 * @public
 */
export function readsInOrder(consumer: ConsumerSettings | undefined): boolean {
  return CONTIGUOUS.includes(consumer?.deliverPolicy ?? '');
}

/**
 * True when a consumer reads every message of its stream from where it stands, so that
 * sequences of the stream count its messages. False where nobody knows.
 *
 * @public
 */
export function readsWholeStream(
  consumer: ConsumerSettings | undefined,
  stream: StreamSettings | undefined,
): boolean {
  if (!consumer || !readsInOrder(consumer)) {
    return false;
  }
  const { filters } = consumer;
  const subjects = stream?.subjects ?? [];
  return (
    filters.length === 0 ||
    (subjects.length > 0 &&
      filters.some(filter =>
        subjects.every(subject => subjectCovers(filter, subject)),
      ))
  );
}
