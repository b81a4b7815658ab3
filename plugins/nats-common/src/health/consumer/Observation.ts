import { backlogOf, ConsumerSnapshot } from '../BrokerSnapshot';
import { readsWholeStream } from '../settings';
import { limitOf } from '../thresholds/limitOf';
import { theilSen, Trend } from '../theilSen';
import { Verdict } from '../Verdict';
import { ConsumerWindow, Rewind } from './ConsumerWindow';
import {
  advanceIn,
  carryVerdict,
  connectedFrom,
  deliveriesIn,
  recentFrom,
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
  /** The newest samples that belong together and that a verdict looks at, after the last going back. */
  samples: Samples;
  /** Absent where the backlog was gone at some time, or came up a moment ago. */
  busy?: Busy;
  /** The index of the last of `samples` without a backlog, or -1. */
  lastEmpty: number;
  /** Sequences of the stream count the messages of the consumer. */
  readsAll: boolean;
  /** Nothing new can come and nothing old be repeated before this, milliseconds; absent where the configuration is not known. */
  patience?: number;
  /** Where it stood before it went back; absent where it did not, or is further by now. */
  rewound?: Rewind;
}

/** One rule about a consumer: says a verdict, or nothing where it has none. */
export type ConsumerRule = (observation: Observation) => Verdict | undefined;

const FLAT: Trend = { slope: 0, least: 0, most: 0 };

/** The trend of the backlog, messages per second. */
export function trendOf(samples: Samples): Trend {
  const [first] = samples;
  if (samples.every(sample => backlogOf(sample) === backlogOf(first))) {
    return FLAT;
  }
  return (
    theilSen(
      samples.map(({ at }) => at / 1000),
      samples.map(backlogOf),
    ) ?? FLAT
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

/** All samples that belong together, older ones than a verdict looks at included. */
export function connectedSamples({ window }: Observation): Samples {
  const all = [...(window.older?.() ?? []), ...window.samples];
  return all.slice(connectedFrom(all, window.interval));
}

/**
 * How long no client gave a sign of life, milliseconds; at least. The last one is told
 * by the server, or seen as a step of the counter.
 */
export function silenceOf(observation: Observation): number {
  const { newest } = observation;
  if (newest.lastDelivery !== undefined) {
    return Math.max(0, newest.at - newest.lastDelivery);
  }
  const connected = connectedSamples(observation);
  const changed = connected.findLastIndex(
    sample =>
      sample.deliveredConsumerSequence !== newest.deliveredConsumerSequence,
  );
  return spanOf(connected.slice(changed + 1));
}

/** Where the samples go back, and the consumer has not come so far again. */
function rewoundAt(samples: Samples, index: number): Rewind | undefined {
  let furthest = 0;
  for (let i = 0; i < index; i++) {
    furthest = Math.max(furthest, samples[i].deliveredStreamSequence);
  }
  return samples[samples.length - 1].deliveredStreamSequence < furthest
    ? { furthest, at: samples[index].at }
    : undefined;
}

function lastEmptyOf(samples: Samples, allowed: number): number {
  let last = samples.length - 1;
  while (last >= 0 && backlogOf(samples[last]) > allowed) {
    last--;
  }
  return last;
}

/** Looks at a window that is fresh and has a sample at least. */
export function observe(window: ConsumerWindow): Observation {
  const { settings, streamSettings, interval, samples: all } = window;
  const allowed = limitOf(window.thresholds, 'backlog-allowed')?.value ?? 0;
  const connected = connectedFrom(all, interval);
  const recent = recentFrom(all, connected);
  const back = rewindIndex(all, recent);
  const samples = all.slice(Math.max(recent, back));
  const lastEmpty = lastEmptyOf(samples, allowed);
  return {
    window,
    newest: all[all.length - 1],
    allowed,
    samples,
    lastEmpty,
    busy:
      lastEmpty === samples.length - 1
        ? undefined
        : busyOf(lastEmpty < 0 ? samples : samples.slice(lastEmpty + 1)),
    readsAll: readsWholeStream(settings, streamSettings),
    patience:
      settings && Math.max(settings.ackWaitMs, settings.longestBackoffMs),
    rewound: window.rewound ?? (back < 0 ? undefined : rewoundAt(all, back)),
  };
}
