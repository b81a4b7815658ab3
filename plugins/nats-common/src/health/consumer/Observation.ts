import { backlogOf, ConsumerSnapshot } from '../BrokerSnapshot';
import { readsWholeStream } from '../settings';
import { theilSen, Trend } from '../theilSen';
import { Verdict } from '../Verdict';
import { ConsumerWindow } from './ConsumerWindow';
import {
  advanceIn,
  carryVerdict,
  connectedSamples,
  deliveriesIn,
  newestSamples,
  rewindIndex,
  Samples,
  spanOf,
} from './samples';

/** A backlog that was never empty, over long enough for a claim. */
export interface Busy {
  samples: Samples;
  /** Milliseconds. */
  span: number;
  /** Deliveries, those of a message that came again included. */
  deliveries: number;
  /** Sequences of the stream. */
  advance: number;
  /** Backlog per second. */
  trend: Trend;
}

/** A window with what the rules ask of it. */
export interface Observation {
  window: ConsumerWindow;
  newest: ConsumerSnapshot;
  /** A backlog up to this is none. */
  allowed: number;
  /** All samples that belong together. */
  connected: Samples;
  /** The newest of them that a verdict looks at, after the last going back. */
  samples: Samples;
  /** The same, going back or not. */
  recent: Samples;
  /** Absent where the backlog was gone at some time, or came up a moment ago. */
  busy?: Busy;
  /** The index of the last of `samples` without a backlog, or -1. */
  lastEmpty: number;
  /** Sequences of the stream count the messages of the consumer. */
  readsAll: boolean;
  /** Nothing new can come and nothing old be repeated before this, milliseconds; absent where the configuration is not known. */
  patience?: number;
  /** How long no client gave a sign of life, milliseconds; at least. */
  silence: number;
}

/** One rule about a consumer: says a verdict, or nothing where it has none. */
export type ConsumerRule = (observation: Observation) => Verdict | undefined;

/** The trend of the backlog, messages per second. */
export function trendOf(samples: Samples): Trend {
  const flat = { slope: 0, least: 0, most: 0 };
  return (
    theilSen(
      samples.map(({ at }) => at / 1000),
      samples.map(backlogOf),
    ) ?? flat
  );
}

function busyOf(samples: Samples): Busy | undefined {
  return carryVerdict(samples)
    ? {
        samples,
        span: spanOf(samples),
        deliveries: deliveriesIn(samples),
        advance: advanceIn(samples),
        trend: trendOf(samples),
      }
    : undefined;
}

/** The last delivery is told by the server, or seen as a step of the counter. */
function silenceOf(connected: Samples): number {
  const newest = connected[connected.length - 1];
  if (newest.lastDelivery !== undefined) {
    return Math.max(0, newest.at - newest.lastDelivery);
  }
  const changed = connected.findLastIndex(
    sample =>
      sample.deliveredConsumerSequence !== newest.deliveredConsumerSequence,
  );
  return spanOf(connected.slice(changed + 1));
}

/** Looks at a window that is fresh and has a sample at least. */
export function observe(window: ConsumerWindow): Observation {
  const { settings, streamSettings, allowedBacklog: allowed = 0 } = window;
  const newest = window.samples[window.samples.length - 1];
  const connected = connectedSamples(window.samples, window.interval);
  const recent = newestSamples(connected);
  const samples = recent.slice(Math.max(0, rewindIndex(recent)));
  const lastEmpty = samples.findLastIndex(
    sample => backlogOf(sample) <= allowed,
  );
  return {
    window,
    newest,
    allowed,
    connected,
    recent,
    samples,
    lastEmpty,
    busy: busyOf(samples.slice(lastEmpty + 1)),
    readsAll: readsWholeStream(settings, streamSettings),
    ...(settings
      ? { patience: Math.max(settings.ackWaitMs, settings.longestBackoffMs) }
      : {}),
    silence: silenceOf(connected),
  };
}
