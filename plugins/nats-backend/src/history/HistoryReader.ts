import { toError } from '@backstage/errors';
import {
  HistoryColumn,
  HistoryRange,
  LongHistory,
} from '@nats-portal/plugin-nats-common';
import {
  BROKER_LABELS,
  ColumnQuery,
  historyQueries,
  HistorySubject,
  SPANS,
} from './historyQueries';
import { PrometheusClient, RangeAnswer, RangeSeries } from './PrometheusClient';
import { PrometheusConfig } from './readPrometheusConfigs';
import { toValues } from './toValues';

/** Exporters are scraped once or twice a minute: answers are for whole ones; milliseconds. */
const MINUTE_MS = 60_000;
/** What failed is asked for again after so long, milliseconds. */
const KEPT_FAILED_MS = 10_000;
/** Answers that are kept; one is some 20 kB. */
const MOST_KEPT = 500;

type Report = Omit<LongHistory, 'broker' | 'range' | 'source'>;

interface Kept {
  until: number;
  report: Promise<Report>;
}

/** The beginning of the minute, milliseconds since 1970: up to where a history goes. */
export function endOfHistory(now: number): number {
  return Math.floor(now / MINUTE_MS) * MINUTE_MS;
}

/** Names a broker by the labels that tell brokers apart. */
const nameOf = ({ metric }: RangeSeries) =>
  BROKER_LABELS.map(label => `${label}="${metric[label] ?? ''}"`).join(', ');

/** Reads the history of one broker from Prometheus, and keeps what it said for the minute. */
export class HistoryReader {
  readonly #client: PrometheusClient;
  readonly #config: PrometheusConfig;
  readonly #kept = new Map<string, Kept>();

  constructor(config: PrometheusConfig) {
    this.#config = config;
    this.#client = new PrometheusClient(config);
  }

  /**
   * The columns of a history; what fails is its `problem`.
   *
   * @param now - milliseconds since 1970
   */
  async read(
    subject: HistorySubject,
    range: HistoryRange,
    now: number,
  ): Promise<Report> {
    const key = JSON.stringify([subject, range]);
    const kept = this.#kept.get(key);
    if (kept && now < kept.until) {
      return kept.report;
    }
    const mine: Kept = {
      until: Infinity,
      report: this.#ask(subject, range, now).then(report => {
        mine.until = report.problem
          ? now + KEPT_FAILED_MS
          : endOfHistory(now) + MINUTE_MS;
        return report;
      }),
    };
    this.#kept.delete(key);
    this.#kept.set(key, mine);
    for (const [oldest] of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) {
        break;
      }
      this.#kept.delete(oldest);
    }
    return mine.report;
  }

  /** Ends the connections. */
  close(): void {
    this.#client.close();
  }

  async #ask(
    subject: HistorySubject,
    range: HistoryRange,
    now: number,
  ): Promise<Report> {
    const { seconds, step } = SPANS[range];
    const end = endOfHistory(now) / 1000;
    const span = { start: end - seconds, end, step };
    const report = (
      columns: HistoryColumn[],
      problems: readonly string[] = [],
    ): Report => ({
      from: span.start * 1000,
      stepSeconds: step,
      columns,
      ...(problems.length > 0 ? { problem: problems.join('; ') } : {}),
    });
    const queries = historyQueries(subject, this.#config.labels, step);
    let answers: (ColumnQuery & RangeAnswer)[];
    try {
      answers = await Promise.all(
        queries.map(async column => ({
          ...column,
          ...(await this.#client.queryRange({ ...column, ...span })),
        })),
      );
    } catch (error) {
      return report([], [toError(error).message]);
    }
    const brokers = new Set(
      answers.flatMap(({ series }) => series.map(nameOf)),
    );
    const { url, key } = this.#config;
    if (brokers.size > 1) {
      return report(
        [],
        [
          `Prometheus at ${url} has this of several brokers: ${[...brokers]
            .sort()
            .join(' and ')}; say in ${key}.labels which is meant`,
        ],
      );
    }
    if (brokers.size === 0) {
      return report(
        [],
        [
          `Prometheus at ${url} has nothing of it in this time (asked: ${queries[0].query})`,
        ],
      );
    }
    return report(
      answers.map(({ name, unit, of, query, series }) => ({
        name,
        unit,
        of,
        values: toValues(series[0], { query, ...span }),
      })),
      [...new Set(answers.flatMap(({ warnings }) => warnings))],
    );
  }
}
