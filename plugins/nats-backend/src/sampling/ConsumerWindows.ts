import {
  BrokerSnapshot,
  ConsumerSettings,
  ConsumerSnapshot,
  StreamSettings,
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
  /** The last snapshot had no row of its leader: which one the servers name, empty for none, and for how many snapshots. */
  leaderless?: { leader: string; readings: number };
  /** What cannot be in the newest answer. */
  unreadable?: string;
  settings?: ConsumerSettings;
  /** The server's clock at the newest reading of the configuration, and since when it is the same; milliseconds since 1970. */
  settingsReadAt?: number;
  settingsSince?: number;
  streamSettings?: StreamSettings;
  /** Milliseconds since 1970, the reader's clock, of the newest sample; undefined where there is none. */
  sampledAt: number | undefined;
}

// The server allows no white space in these names, so that the key is unique.
const keyOf = (key: ConsumerKey) => `${key.account} ${key.stream} ${key.name}`;
const sameSettings = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** The newest samples of every consumer of one broker. */
export class ConsumerWindows {
  #consumers = new Map<string, RememberedConsumer>();
  #streams = new Map<string, StreamSettings>();

  /**
   * Adds a snapshot. A consumer that the servers no longer name is forgotten,
   * unless parts of the snapshot could not be read: missing is not deleted.
   */
  add(snapshot: BrokerSnapshot): void {
    const next = new Map<string, RememberedConsumer>();
    for (const { account, name, settings } of snapshot.streams) {
      if (settings) {
        this.#streams.set(`${account} ${name}`, settings);
      }
    }
    for (const sample of snapshot.consumers) {
      const key = keyOf(sample);
      next.set(
        key,
        this.#withSample(this.#consumers.get(key), sample, snapshot),
      );
    }
    for (const { problem, ...row } of snapshot.unreadable) {
      const key = keyOf(row);
      next.set(key, { ...this.#known(key, row), unreadable: problem });
    }
    for (const { leader, ...row } of snapshot.leaderless) {
      const key = keyOf(row);
      const known = this.#known(key, row);
      next.set(key, {
        ...known,
        leaderless: {
          leader,
          readings: (known.leaderless?.readings ?? 0) + 1,
        },
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

  /** True when the configuration of some consumer is not known. */
  lackSettings(): boolean {
    return [...this.#consumers.values()].some(
      ({ settings, samples }) => !settings && samples.length > 0,
    );
  }

  /** All consumers, sorted by account, stream and name. */
  list(): RememberedConsumer[] {
    return [...this.#consumers.values()].sort((a, b) =>
      keyOf(a).localeCompare(keyOf(b)),
    );
  }

  #known(key: string, row: ConsumerKey): RememberedConsumer {
    return (
      this.#consumers.get(key) ?? { ...row, samples: [], sampledAt: undefined }
    );
  }

  #withSample(
    known: RememberedConsumer | undefined,
    sample: ConsumerSnapshot,
    snapshot: BrokerSnapshot,
  ): RememberedConsumer {
    const {
      account,
      stream,
      name,
      created,
      settings = known?.settings,
    } = sample;
    const samples = known?.samples ?? [];
    const isSame = samples[samples.length - 1]?.created === created;
    const kept = isSame && sameSettings(settings, known?.settings);
    return {
      account,
      stream,
      name,
      samples: [...samples, sample].slice(-CAPACITY),
      settings: isSame || sample.settings ? settings : undefined,
      settingsReadAt: sample.settings ? sample.at : known?.settingsReadAt,
      settingsSince: kept ? known?.settingsSince : sample.at,
      streamSettings: this.#streams.get(`${account} ${stream}`),
      sampledAt: snapshot.at,
    };
  }
}
