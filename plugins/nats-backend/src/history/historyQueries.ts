import { HistoryColumn, HistoryRange } from '@nats-portal/plugin-nats-common';
import { select } from './promql';

const MINUTE = 60;
const HOUR = 3_600;

/** Seconds of a range, and of its steps: some three hundred, as many as a chart is wide. */
export const SPANS: Record<HistoryRange, { seconds: number; step: number }> = {
  '6h': { seconds: 6 * HOUR, step: MINUTE },
  '24h': { seconds: 24 * HOUR, step: 5 * MINUTE },
  '7d': { seconds: 7 * 24 * HOUR, step: 30 * MINUTE },
  '30d': { seconds: 30 * 24 * HOUR, step: 2 * HOUR },
};

/** What a history is asked of. */
export type HistorySubject =
  | { kind: 'broker' }
  | { kind: 'stream'; account?: string; stream: string }
  | { kind: 'consumer'; account?: string; stream: string; consumer: string };

/** A column and the question whose answer fills it. */
export interface ColumnQuery extends Omit<HistoryColumn, 'values'> {
  query: string;
}

/** Tell brokers apart, where one Prometheus has several. */
export const BROKER_LABELS = ['cluster', 'namespace'] as const;
const BY_BROKER = `by (${BROKER_LABELS.join(', ')})`;

/** How often sums are formed to find the highest; scraping more often is unusual; seconds. */
const READ_EVERY = MINUTE;
/** Four scrapes a minute apart, with one to spare; seconds. */
const SHORTEST_RATE = 5 * MINUTE;

/** A scrape that fails, or a leader that moves, must not look as if all were gone: one is enough. */
const ofLeader = (series: string) => `max ${BY_BROKER} (${series})`;

/** A peak between two steps is what somebody looks for. */
const highest = (series: string, step: number) =>
  ofLeader(`max_over_time(${series}[${step}s])`);

const highestSum = (addends: readonly string[], step: number) =>
  `max_over_time((${addends
    .map(ofLeader)
    .join(' + ')})[${step}s:${READ_EVERY}s])`;

const rate = (series: string, step: number) =>
  ofLeader(`rate(${series}[${Math.max(step, SHORTEST_RATE)}s])`);

// A server that two jobs scrape counts once.
const overServers = (how: 'sum' | 'count', series: string) =>
  `${how} ${BY_BROKER} (max by (${BROKER_LABELS.join(
    ', ',
  )}, server_id) (${series}))`;

function ofBroker(labels: Record<string, string>): ColumnQuery[] {
  const series = (name: string) =>
    select(`nats_varz_jetstream_${name}`, labels);
  const storage = (name: string, metric: string): ColumnQuery => ({
    name,
    unit: 'bytes',
    of: 'last',
    query: overServers('sum', series(metric)),
  });
  return [
    storage('storageUsed', 'stats_storage'),
    storage('storageReserved', 'stats_reserved_storage'),
    storage('storageLimit', 'config_max_storage'),
    {
      name: 'servers',
      unit: 'servers',
      of: 'last',
      query: overServers('count', series('stats_storage')),
    },
  ];
}

function ofStream(labels: Record<string, string>, step: number): ColumnQuery[] {
  const series = (name: string) =>
    select(`nats_stream_${name}`, { ...labels, is_stream_leader: 'true' });
  return [
    {
      name: 'messages',
      unit: 'messages',
      of: 'highest',
      query: highest(series('total_messages'), step),
    },
    {
      name: 'bytes',
      unit: 'bytes',
      of: 'highest',
      query: highest(series('total_bytes'), step),
    },
    {
      name: 'publishedPerSecond',
      unit: 'messages/s',
      of: 'mean',
      query: rate(series('last_seq'), step),
    },
  ];
}

function ofConsumer(
  labels: Record<string, string>,
  step: number,
): ColumnQuery[] {
  const series = (name: string) =>
    select(`nats_consumer_${name}`, { ...labels, is_consumer_leader: 'true' });
  const inFlight = series('num_ack_pending');
  return [
    {
      name: 'backlog',
      unit: 'messages',
      of: 'highest',
      query: highestSum([series('num_pending'), inFlight], step),
    },
    {
      name: 'inFlight',
      unit: 'messages',
      of: 'highest',
      query: highest(inFlight, step),
    },
    {
      name: 'redelivered',
      unit: 'messages',
      of: 'highest',
      query: highest(series('num_redelivered'), step),
    },
    {
      name: 'deliveredPerSecond',
      unit: 'messages/s',
      of: 'mean',
      query: rate(series('delivered_consumer_seq'), step),
    },
  ];
}

/**
 * What Prometheus is asked for the columns of a history. The names are those of
 * prometheus-nats-exporter 0.20.1 as the NATS chart runs it, with `-prefix=nats`. Every
 * server reports each stream and consumer that it has a copy of, and only the leader's
 * numbers are right.
 *
 * @param labels - what all series of the broker have
 * @param step - seconds
 */
export function historyQueries(
  subject: HistorySubject,
  labels: Record<string, string>,
  step: number,
): ColumnQuery[] {
  if (subject.kind === 'broker') {
    return ofBroker(labels);
  }
  const { account, stream } = subject;
  const mine = {
    ...labels,
    ...(account === undefined ? {} : { account }),
    stream_name: stream,
  };
  return subject.kind === 'stream'
    ? ofStream(mine, step)
    : ofConsumer({ ...mine, consumer_name: subject.consumer }, step);
}
