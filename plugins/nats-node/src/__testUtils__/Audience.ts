import { setTimeout as sleep } from 'node:timers/promises';
import { Broker } from '../Broker';
import { eventually } from './eventually';
import { BrokerWatch, said } from './watchBroker';
import { rulesOf, watchConsumer } from './watchConsumer';

/** Faults are over sooner, also where everything takes ten times as long; milliseconds. */
const PATIENCE_MS = 300_000;
const TICK_MS = 100;
/** What is older than three of these is stale; milliseconds. */
const INTERVAL_MS = 500;

/** Names a consumer. */
type Name = { stream: string; name: string };

/** All that anybody who asks at any moment is told of the broker and of two consumers, one of which nobody reads. */
export class Audience {
  readonly broker = new Set<string>();
  readonly worker = new Set<string>();
  readonly stuck = new Set<string>();
  /** What is said now. */
  now: { broker: string[]; worker: string[]; stuck: string[]; reason: string } =
    { broker: [], worker: [], stuck: [], reason: '' };
  samples = 0;
  readonly #stop = new AbortController();
  readonly #ended: Promise<unknown>;

  /** @param consumers - `worker` is read all the time, `stuck` by nobody */
  constructor(broker: Broker, consumers: { worker: Name; stuck: Name }) {
    this.#ended = Promise.all([
      this.#followConsumer(broker, 'worker', consumers.worker),
      this.#followConsumer(broker, 'stuck', consumers.stuck),
      this.#followBroker(broker),
    ]);
  }

  /** Waits until it is so. @returns whether it is */
  until(isSo: (audience: Audience) => boolean): Promise<boolean> {
    return eventually(
      async () => isSo(this),
      so => so,
      PATIENCE_MS,
    );
  }

  async end(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  #note(what: 'broker' | 'worker' | 'stuck', rules: string[]) {
    this.now[what] = rules;
    rules.forEach(rule => this[what].add(rule));
  }

  async #followConsumer(
    broker: Broker,
    what: 'worker' | 'stuck',
    consumer: Name,
  ) {
    await watchConsumer(broker, {
      consumer,
      samples: Infinity,
      onVerdict: verdict => this.#note(what, rulesOf(verdict)),
      until: () => this.#stop.signal.aborted,
    });
  }

  async #followBroker(broker: Broker) {
    const watch = new BrokerWatch(broker, INTERVAL_MS);
    const asking = setInterval(() => {
      const verdict = watch.verdict();
      this.now.reason = verdict.reason;
      this.#note('broker', said(verdict));
    }, TICK_MS);
    while (!this.#stop.signal.aborted) {
      await watch.sample();
      this.samples++;
      await sleep(TICK_MS);
    }
    clearInterval(asking);
  }
}
