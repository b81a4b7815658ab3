import {
  BrokerSnapshot,
  ConsumerSnapshot,
} from '@nats-portal/plugin-nats-common';

/** Samples kept for each consumer: ten minutes at the default interval. */
const CAPACITY = 40;

/** Names a consumer within a broker. */
export interface ConsumerKey {
  account: string;
  stream: string;
  name: string;
}

/** What is remembered of one consumer. */
export interface RememberedConsumer extends ConsumerKey {
  /** Oldest first. */
  samples: ConsumerSnapshot[];
  /** The last snapshot had no row of its leader; empty where the servers name none. */
  missingLeader: string | undefined;
  /** Milliseconds since 1970, the reader's clock, of the newest sample; undefined where there is none. */
  sampledAt: number | undefined;
}

// The server allows no white space in these names, so that the key is unique.
const keyOf = (key: ConsumerKey) => `${key.account} ${key.stream} ${key.name}`;

/** The newest samples of every consumer of one broker. */
export class ConsumerWindows {
  #consumers = new Map<string, RememberedConsumer>();

  /**
   * Adds a snapshot. A consumer that the servers no longer name is forgotten,
   * unless parts of the snapshot could not be read: missing is not deleted.
   */
  add(snapshot: BrokerSnapshot): void {
    const next = new Map<string, RememberedConsumer>();
    for (const sample of snapshot.consumers) {
      const key = keyOf(sample);
      const samples = this.#consumers.get(key)?.samples ?? [];
      next.set(key, {
        account: sample.account,
        stream: sample.stream,
        name: sample.name,
        samples: [...samples, sample].slice(-CAPACITY),
        missingLeader: undefined,
        sampledAt: snapshot.at,
      });
    }
    for (const lost of snapshot.leaderless) {
      const known = this.#consumers.get(keyOf(lost));
      next.set(keyOf(lost), {
        account: lost.account,
        stream: lost.stream,
        name: lost.name,
        samples: known?.samples ?? [],
        missingLeader: lost.leader,
        sampledAt: known?.sampledAt,
      });
    }
    if (snapshot.problems.length > 0) {
      for (const [key, known] of this.#consumers) {
        if (!next.has(key)) {
          next.set(key, known);
        }
      }
    }
    this.#consumers = next;
  }

  /** All consumers, sorted by account, stream and name. */
  list(): RememberedConsumer[] {
    return [...this.#consumers.values()].sort((a, b) =>
      keyOf(a).localeCompare(keyOf(b)),
    );
  }
}
