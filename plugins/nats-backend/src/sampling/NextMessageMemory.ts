import {
  ConsumerSettings,
  ConsumerSnapshot,
  NextMessage,
  readsInOrder,
  StreamSnapshot,
} from '@nats-portal/plugin-nats-common';
import { StoredMessage } from '@nats-portal/plugin-nats-node';

/** Larger messages are not fetched for the sake of their time, bytes. */
const MOST_BYTES = 128 * 1024;

/** Which message a consumer is given next, for as long as that is known. */
export class NextMessageMemory {
  #found: (NextMessage & { deleted: number; first: number }) | undefined;

  /** The next message, if nothing was delivered since it was looked at, and nothing was removed. */
  known(
    newest: ConsumerSnapshot | undefined,
    stream: StreamSnapshot | undefined,
  ): NextMessage | undefined {
    const found = this.#found;
    return found &&
      found.after === newest?.deliveredStreamSequence &&
      found.first === stream?.firstSequence &&
      found.deleted === stream.deleted
      ? { after: found.after, sequence: found.sequence, at: found.at }
      : undefined;
  }

  /**
   * Where it is to be looked for; undefined where none waits, where it is known, or where
   * nobody can tell which one it is.
   */
  place(
    newest: ConsumerSnapshot | undefined,
    stream: StreamSnapshot | undefined,
    settings: ConsumerSettings | undefined,
  ): { from: number; subject?: string } | undefined {
    if (
      !newest ||
      !stream ||
      newest.pending === 0 ||
      this.known(newest, stream)
    ) {
      return undefined;
    }
    const [subject, ...others] = settings?.filters ?? [];
    const isLarge = stream.bytes > MOST_BYTES * Math.max(1, stream.messages);
    return readsInOrder(settings) && others.length === 0 && !isLarge
      ? {
          from: newest.deliveredStreamSequence + 1,
          ...(subject === undefined ? {} : { subject }),
        }
      : undefined;
  }

  /** @returns whether it is that: what came after the newest sample was not waiting then */
  find(
    { sequence, at }: StoredMessage,
    newest: ConsumerSnapshot | undefined,
    stream: StreamSnapshot | undefined,
  ): boolean {
    if (
      !newest ||
      !stream ||
      sequence > stream.lastSequence ||
      at > newest.at
    ) {
      return false;
    }
    this.#found = {
      after: newest.deliveredStreamSequence,
      sequence,
      at,
      first: stream.firstSequence,
      deleted: stream.deleted,
    };
    return true;
  }
}
