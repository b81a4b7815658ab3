import { BrokerConnection } from '../connection/BrokerConnection';
import { token } from '../jetstream/token';
import { JetStreamApiError } from '../jetstream/JetStreamApiError';
import { JetStreamRequests, Reply } from '../jetstream/JetStreamRequests';

/**
 * A message in a stream.
 *
 * @public
 */
export interface StoredMessage {
  /** Sequence of the stream. */
  sequence: number;
  /** When it was stored, the server's clock: milliseconds since 1970. */
  at: number;
}

/**
 * Which message is looked for.
 *
 * @public
 */
export interface MessagePlace {
  /** Defaults to the first configured account. */
  account?: string;
  stream: string;
  /** The first one from this sequence of the stream on. */
  from: number;
  /** Of those that this filter takes; of all by default. */
  subject?: string;
}

/** Streams without such a message, and streams that are not there (nats-server, server/errors.json). */
const NOT_FOUND = 404;

interface MessageReply extends Reply {
  message?: { seq?: number; time?: string };
}

/**
 * Finds the first message of a stream from a sequence on. The leader of the stream
 * answers, not one of the copies, which may still have what was purged a moment ago.
 *
 * @returns undefined where there is none
 * @throws what JetStreamRequests.askOnce throws
 */
export async function findMessage(
  connection: BrokerConnection,
  { stream, from, subject = '>' }: MessagePlace,
  options: { timeoutMs: number; signal?: AbortSignal },
): Promise<StoredMessage | undefined> {
  try {
    const { message } = await new JetStreamRequests(
      connection,
    ).askOnce<MessageReply>(
      `STREAM.MSG.GET.${token(stream)}`,
      { seq: from, next_by_subj: subject },
      options,
    );
    const at = Date.parse(message?.time ?? '');
    const sequence = message?.seq ?? 0;
    return Number.isNaN(at) ||
      !Number.isSafeInteger(sequence) ||
      sequence < from
      ? undefined
      : { sequence, at };
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === NOT_FOUND) {
      return undefined;
    }
    throw error;
  }
}
