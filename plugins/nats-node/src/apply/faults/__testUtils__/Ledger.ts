import { setTimeout as sleep } from 'node:timers/promises';
import { NatsConnection } from 'nats';
import { askUntilDone } from '../../../__testUtils__/clientOf';
import { eventually } from '../../../__testUtils__/eventually';

const STREAM = 'LEDGER';
const WORKER = 'worker';
/** Leaders are elected while messages are published; milliseconds. */
const PATIENCE_MS = 120_000;
const PACE_MS = 50;

/**
 * A stream of three copies that is published to and read all the time, whatever becomes of
 * the servers, and a list of what was acknowledged.
 */
export class Ledger {
  /** Who reads it. */
  static readonly consumer = { stream: STREAM, name: WORKER };

  readonly #client: NatsConnection;
  readonly #acknowledged = new Set<string>();
  readonly #stop = new AbortController();
  #ended: Promise<unknown> = Promise.resolve();

  private constructor(client: NatsConnection) {
    this.#client = client;
  }

  static async open(client: NatsConnection): Promise<Ledger> {
    await askUntilDone(client, `STREAM.CREATE.${STREAM}`, {
      name: STREAM,
      subjects: ['ledger'],
      num_replicas: 3,
    });
    await askUntilDone(client, `CONSUMER.CREATE.${STREAM}.${WORKER}`, {
      stream_name: STREAM,
      config: { name: WORKER, durable_name: WORKER, ack_policy: 'explicit' },
    });
    const ledger = new Ledger(client);
    let next = 0;
    ledger.#ended = Promise.all([
      ledger.#goOn(() => ledger.#publish(next++)),
      ledger.#goOn(() => ledger.#work()),
    ]);
    return ledger;
  }

  /** Messages that were acknowledged so far, a count. */
  get length(): number {
    return this.#acknowledged.size;
  }

  /** Reads the stream until all is there; what was acknowledged and is not. */
  async lost(): Promise<string[]> {
    return eventually(
      () => this.#missing(),
      missing => missing.length === 0,
      PATIENCE_MS,
    );
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  async #goOn(doIt: () => Promise<void>): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await doIt().catch(() => {});
      await sleep(PACE_MS);
    }
  }

  async #publish(n: number): Promise<void> {
    await this.#client
      .jetstream()
      .publish('ledger', `${n}`, { timeout: 1_000 });
    this.#acknowledged.add(`${n}`);
  }

  async #work(): Promise<void> {
    const consumer = await this.#client
      .jetstream()
      .consumers.get(STREAM, WORKER);
    const message = await consumer.next({ expires: 1_000 });
    message?.ack();
  }

  async #missing(): Promise<string[]> {
    const missing = new Set(this.#acknowledged);
    try {
      const consumer = await this.#client.jetstream().consumers.get(STREAM);
      const { num_pending: count } = await consumer.info();
      const messages = await consumer.fetch({
        max_messages: count,
        expires: 30_000,
      });
      for await (const message of messages) {
        missing.delete(message.string());
      }
    } catch {
      // The stream has no leader at the moment.
    }
    return [...missing];
  }
}
