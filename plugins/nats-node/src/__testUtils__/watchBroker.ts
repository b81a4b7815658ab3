import { setTimeout as sleep } from 'node:timers/promises';
import { toError } from '@backstage/errors';
import {
  BrokerSnapshot,
  BrokerVerdict,
  ConsumerVerdict,
  judgeBroker,
  judgeConsumer,
  judgeStream,
  resolveThresholds,
  STREAM_THRESHOLDS,
  StreamState,
  StreamVerdict,
  StreamWindow,
  Verdict,
} from '@nats-portal/plugin-nats-common';
import { Broker } from '../Broker';

/** Real time between two samples, milliseconds. */
const TICK_MS = 100;
/** Of the clock of the samples: a second of the broker is minutes, so that a trend is one. */
const STRETCH = 1_000;
/** Elections and silent servers take half a minute on a machine that has nothing else to do. */
const PATIENCE_MS = 120_000;
/** A sample is never late here; milliseconds. */
const INTERVAL_MS = 60_000;

/** Level and rule of a verdict and of what else was found. */
export const said = ({
  level,
  rule,
  findings = [],
}: Verdict & { findings?: Verdict[] }) =>
  [{ level, rule }, ...findings].map(item => `${item.level} ${item.rule}`);

/** Watches one broker and its streams, as the backend does. */
export class BrokerWatch {
  readonly #broker: Broker;
  readonly #history: BrokerSnapshot[] = [];
  readonly #states = new Map<string, StreamState[]>();
  readonly #leaderless = new Map<string, number>();
  readonly #start = Date.now();
  readonly #intervalMs: number;
  readonly #stretch: number;
  #readAt: number | undefined;
  #error: string | undefined;

  /**
   * @param intervalMs - what is older than three of these is stale
   * @param stretch - how much slower the clock of the samples runs than that of the broker
   */
  constructor(broker: Broker, intervalMs = INTERVAL_MS, stretch = STRETCH) {
    this.#broker = broker;
    this.#intervalMs = intervalMs;
    this.#stretch = stretch;
  }

  /** Takes a sample, or notes that there is none. */
  async sample(): Promise<void> {
    try {
      const snapshot = await this.#broker.readSnapshot();
      this.#history.push(this.#stretched(snapshot));
      this.#readAt = Date.now();
      this.#error = undefined;
      this.#follow(snapshot);
    } catch (error) {
      this.#error = toError(error).message;
    }
  }

  /** What is to be said of the broker now. */
  verdict(): BrokerVerdict {
    return judgeBroker({
      snapshot: this.#history[this.#history.length - 1],
      history: this.#history.slice(0, -1),
      age: this.#age(),
      interval: this.#intervalMs,
      expectedServers: this.#broker.info.expectedServers,
      error: this.#error,
    });
  }

  /** Name of the server that leads JetStream, by the last sample. */
  get metaLeader(): string | undefined {
    const [newest] = this.#history.slice(-1);
    return newest?.servers[0]?.jetstream?.metaLeader;
  }

  /** What is to be said of a stream now. */
  streamVerdict(name: string): StreamVerdict {
    const newest = this.#history[this.#history.length - 1];
    const row = newest?.streams.find(stream => stream.name === name);
    const orphan = newest?.leaderlessStreams.find(one => one.name === name);
    const window: StreamWindow = {
      newest: row,
      states: this.#states.get(name) ?? [],
      age: this.#age(),
      interval: this.#intervalMs,
      leaderless: orphan && {
        leader: orphan.leader,
        readings: this.#leaderless.get(name) ?? 0,
      },
      settings: row?.settings,
      thresholds: resolveThresholds(STREAM_THRESHOLDS, {
        metadata: row?.settings?.monitor,
      }).thresholds,
    };
    return judgeStream(window);
  }

  /** What is to be said at once of a consumer of a stream, without a window. */
  consumerVerdict(stream: string, name: string): ConsumerVerdict {
    const newest = this.#history[this.#history.length - 1];
    const row = newest?.consumers.find(
      one => one.stream === stream && one.name === name,
    );
    return judgeConsumer({
      samples: row ? [row] : [],
      age: this.#age(),
      interval: this.#intervalMs,
    });
  }

  /**
   * Takes samples until something is said, two minutes at the most.
   *
   * @returns all that was said at the last sample
   */
  async until(
    rule: string,
    options: { stream?: string; between?: () => Promise<unknown> } = {},
  ): Promise<string[]> {
    const { stream, between } = options;
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      await between?.();
      await this.sample();
      const now = said(
        stream === undefined ? this.verdict() : this.streamVerdict(stream),
      );
      if (now.includes(rule) || Date.now() > deadline) {
        return now;
      }
      await sleep(TICK_MS);
    }
  }

  #age(): number {
    return this.#readAt === undefined ? 0 : Date.now() - this.#readAt;
  }

  #later(at: number): number {
    return this.#start + (at - this.#start) * this.#stretch;
  }

  #stretched(snapshot: BrokerSnapshot): BrokerSnapshot {
    return {
      ...snapshot,
      at: this.#later(snapshot.at),
      servers: snapshot.servers.map(server => ({
        ...server,
        at: this.#later(server.at),
        startedAt: this.#later(server.startedAt),
        ...(server.certificateExpiresAt === undefined
          ? {}
          : {
              certificateExpiresAt:
                this.#later(server.at) +
                (server.certificateExpiresAt - server.at),
            }),
      })),
    };
  }

  #follow({ streams, leaderlessStreams }: BrokerSnapshot): void {
    for (const stream of streams) {
      const states = this.#states.get(stream.name) ?? [];
      states.push({ ...stream, at: this.#later(stream.at) });
      this.#states.set(stream.name, states);
      this.#leaderless.delete(stream.name);
    }
    for (const { name } of leaderlessStreams) {
      this.#leaderless.set(name, (this.#leaderless.get(name) ?? 0) + 1);
    }
  }
}
