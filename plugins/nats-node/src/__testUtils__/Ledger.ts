import { setTimeout as sleep } from 'node:timers/promises';
import { NatsConnection } from 'nats';
import { ask } from './clientOf';
import { eventually } from './eventually';

const STREAM = 'LEDGER';
/** Leaders are elected while messages are published; milliseconds. */
const PATIENCE_MS = 120_000;

/** A stream of three copies that is published to all the time, and a list of what was acknowledged. */
export class Ledger {
  readonly #client: NatsConnection;
  readonly #acknowledged = new Set<string>();
  readonly #stop = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  private constructor(client: NatsConnection) {
    this.#client = client;
  }

  static async open(client: NatsConnection): Promise<Ledger> {
    await ask(client, `STREAM.CREATE.${STREAM}`, {
      name: STREAM,
      subjects: ['ledger'],
      num_replicas: 3,
    });
    const ledger = new Ledger(client);
    ledger.#ended = ledger.#publish();
    return ledger;
  }

  /** Ends publishing, and reads the stream; what was acknowledged and is not there. */
  async lost(): Promise<string[]> {
    this.#stop.abort();
    await this.#ended;
    return eventually(
      () => this.#missing(),
      missing => missing.length === 0,
      PATIENCE_MS,
    );
  }

  /** Messages that were acknowledged so far, a count. */
  get length(): number {
    return this.#acknowledged.size;
  }

  async #publish(): Promise<void> {
    const js = this.#client.jetstream();
    for (let i = 0; !this.#stop.signal.aborted; i++) {
      try {
        await js.publish('ledger', `${i}`, { timeout: 1_000 });
        this.#acknowledged.add(`${i}`);
        await sleep(10);
      } catch {
        await sleep(50);
      }
    }
  }

  async #missing(): Promise<string[]> {
    const missing = new Set(this.#acknowledged);
    try {
      const consumer = await this.#client.jetstream().consumers.get(STREAM);
      for (let isMore = true; isMore; ) {
        const message = await consumer.next({ expires: 5_000 });
        missing.delete(message?.string() ?? '');
        isMore = (message?.info.pending ?? 0) > 0;
      }
    } catch {
      // The stream has no leader at the moment.
    }
    return [...missing];
  }
}
