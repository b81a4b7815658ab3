import {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import { TriedSample } from '../sampling/BrokerSampler';
import { BrokerStates } from '../sampling/BrokerStates';
import { isInternalStream } from '../status/isInternalStream';

/** Counting the consumers of all brokers is not done for each that asks, milliseconds. */
const KEPT_MS = 5_000;

/** What the plugin measures of itself and of what it watches. */
export class SamplingMetrics {
  readonly #metrics: MetricsService;
  readonly #duration: MetricsServiceHistogram;
  readonly #errors: MetricsServiceCounter;

  constructor(metrics: MetricsService) {
    this.#metrics = metrics;
    this.#duration = metrics.createHistogram('nats.sample.duration', {
      description: 'Time that a sample of a broker took, verdicts included',
      unit: 's',
    });
    this.#errors = metrics.createCounter('nats.sample.errors', {
      description: 'Samples of a broker that failed',
    });
  }

  /** A sample was tried. */
  sampled({ broker, tookMs, isGood }: TriedSample): void {
    this.#duration.record(tookMs / 1000, { broker });
    if (!isGood) {
      this.#errors.add(1, { broker });
    }
  }

  /** Measures from now on what is known, whenever somebody collects. */
  watch(states: BrokerStates): void {
    this.#metrics
      .createObservableGauge('nats.sample.age', {
        description: 'Age of the newest sample of a broker',
        unit: 's',
      })
      .addCallback(result => {
        const now = Date.now();
        for (const { info, snapshot } of states.list()) {
          if (snapshot) {
            result.observe(Math.max(0, now - snapshot.at) / 1000, {
              broker: info.name,
            });
          }
        }
      });
    let kept: { at: number; counts: [string, string, number][] } | undefined;
    this.#metrics
      .createObservableGauge('nats.consumers', {
        description: 'Consumers of a broker by the level of their verdict',
      })
      .addCallback(result => {
        const now = Date.now();
        if (!kept || now - kept.at >= KEPT_MS) {
          kept = { at: now, counts: countLevels(states, now) };
        }
        for (const [broker, level, count] of kept.counts) {
          result.observe(count, { broker, level });
        }
      });
  }
}

/** Every level of every broker, those without a consumer too: a series that ends looks like one that is unknown. */
function countLevels(
  states: BrokerStates,
  now: number,
): [string, string, number][] {
  return states.list().flatMap(({ info, memory, intervalMs }) => {
    const levels = { ok: 0, info: 0, unknown: 0, warning: 0, error: 0 };
    for (const consumer of memory.consumers()) {
      if (!isInternalStream(consumer.stream)) {
        levels[consumer.verdict({ now, intervalMs }).level]++;
      }
    }
    return Object.entries(levels).map(
      ([level, count]): [string, string, number] => [info.name, level, count],
    );
  });
}
