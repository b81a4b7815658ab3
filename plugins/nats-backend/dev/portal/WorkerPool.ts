import type { Consumer, JsMsg } from 'nats';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long one pull waits for a message, milliseconds; a worker that is told to go has gone by then. */
const PULL_MS = 1_000;

/** Workers that take one message at a time, as many as asked for. */
export class WorkerPool {
  readonly #consumer: Consumer;
  readonly #work: (message: JsMsg) => Promise<void>;
  #wanted = 0;
  #workers: Promise<void>[] = [];
  #running = 0;
  #done = 0;

  constructor(consumer: Consumer, work: (message: JsMsg) => Promise<void>) {
    this.#consumer = consumer;
    this.#work = work;
  }

  /** Workers that run now; one that was told to go finishes its message first. */
  get running(): number {
    return this.#running;
  }

  /** Messages worked off. */
  get done(): number {
    return this.#done;
  }

  /** Starts workers, or tells the last ones to go. */
  scaleTo(replicas: number): void {
    this.#wanted = replicas;
    for (let slot = this.#running; slot < replicas; slot++) {
      this.#running++;
      this.#workers.push(this.#run(slot));
    }
  }

  /** Tells all to go and waits until they have. */
  async stop(): Promise<void> {
    this.#wanted = 0;
    await Promise.all(this.#workers);
  }

  async #run(slot: number): Promise<void> {
    while (slot < this.#wanted) {
      const message = await this.#consumer.next({ expires: PULL_MS });
      if (message) {
        await this.#work(message);
        this.#done++;
      } else {
        // A pull that the server ended at once must not become a busy loop.
        await sleep(10);
      }
    }
    this.#running--;
  }
}
