import { formatCount, formatRate, formatSpan } from '../words';
import { backlogOf, ConsumerSnapshot } from './BrokerSnapshot';
import { lostDuring, Samples, spanOf } from './consumerWindow';
import { theilSenSlope } from './theilSenSlope';
import { Verdict } from './Verdict';

/**
 * Clients that hold messages and finish none are as likely gone as busy after this
 * long, milliseconds. A snapshot does not say the consumer's ackWait.
 */
const LONG_HOLD = 600_000;

/** A backlog that takes longer than this to drain deserves a look, seconds. */
const SLOW_DRAIN = 3600;

/** A verdict and its forecast. */
export interface BacklogVerdict extends Verdict {
  drainsInSeconds?: number;
}

/** What the rules look at: a backlog that was never empty, over long enough. */
export interface BusyWindow {
  samples: Samples;
  newest: ConsumerSnapshot;
  /** Backlog per second. */
  slope: number;
  /** How long nothing was delivered, milliseconds; may reach back beyond the samples. */
  quiet: number;
}

/** The trend of the backlog, messages per second. */
export function backlogPerSecond(samples: Samples): number {
  return (
    theilSenSlope(
      samples.map(sample => ({ x: sample.at / 1000, y: backlogOf(sample) })),
    ) ?? 0
  );
}

/** Says what the backlog is made of; both halves matter, as only one of them waits. */
export function describeBacklog(sample: ConsumerSnapshot): string {
  const { pending, ackPending } = sample;
  const parts = [
    ...(pending > 0 ? [`${formatCount(pending)} waiting`] : []),
    ...(ackPending > 0 ? [`${formatCount(ackPending)} in flight`] : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : 'nothing waiting';
}

const hasClient = (sample: ConsumerSnapshot) =>
  sample.waiting > 0 || sample.pushBound;

function fell(samples: Samples): boolean {
  return samples.some(
    (sample, i) => i > 0 && backlogOf(sample) < backlogOf(samples[i - 1]),
  );
}

type BacklogRule = (window: BusyWindow) => BacklogVerdict | undefined;

/** Nothing was delivered. Without a message in flight the cause is plain; otherwise clients may be at long work. */
const nothingDelivered: BacklogRule = ({ samples, newest, quiet }) => {
  const deliveries =
    newest.deliveredConsumerSequence - samples[0].deliveredConsumerSequence;
  const finishing = newest.pending === 0 && fell(samples);
  if (deliveries > 0 || finishing) {
    return undefined;
  }
  const backlog = describeBacklog(newest);
  const during = formatSpan(spanOf(samples));
  const asked = samples.some(hasClient);
  if (samples.every(({ ackPending }) => ackPending === 0)) {
    return asked
      ? {
          level: 'error',
          rule: 'stall',
          reason: `Stuck: ${backlog}, clients ask and nothing was delivered for ${during}`,
        }
      : {
          level: 'error',
          rule: 'stop',
          reason: `Nobody reads: ${backlog}, no client and no delivery for ${during}`,
        };
  }
  const waits = samples.every(({ pending }) => pending > 0);
  return {
    level: waits || quiet >= LONG_HOLD ? 'warning' : 'info',
    rule: 'hold',
    reason:
      waits && asked
        ? `Nothing delivered for ${formatSpan(
            quiet,
          )} although clients ask: ${backlog}, maxAckPending may be reached`
        : `Nothing delivered for ${formatSpan(
            quiet,
          )}: ${backlog}, clients are at long work or gone`,
  };
};

/** The messages in flight are delivered again, and none is finished. */
const redeliveryLoop: BacklogRule = ({ samples, newest }) => {
  const deliveries =
    newest.deliveredConsumerSequence - samples[0].deliveredConsumerSequence;
  const advance =
    newest.deliveredStreamSequence - samples[0].deliveredStreamSequence;
  if (deliveries === 0 || advance > 0 || fell(samples)) {
    return undefined;
  }
  // More deliveries than messages in flight: one of them came at least twice.
  const inFlight = Math.max(...samples.map(({ ackPending }) => ackPending));
  return {
    level: deliveries > inFlight ? 'error' : 'warning',
    rule: 'stall',
    reason: `Stuck: ${describeBacklog(newest)}, ${formatCount(deliveries)} ${
      deliveries === 1 ? 'redelivery' : 'redeliveries'
    } and no new message in ${formatSpan(spanOf(samples))}`,
  };
};

/** Messages left the stream before anybody read them, so that a falling backlog is no good news. */
const lostMessages: BacklogRule = ({ samples }) => {
  const lost = lostDuring(samples);
  return lost === 0
    ? undefined
    : {
        level: 'warning',
        rule: 'loss',
        reason: `${formatCount(
          lost,
        )} or more were never delivered: the stream's limits, a purge or a new filter took them within ${formatSpan(
          spanOf(samples),
        )}`,
      };
};

/** The backlog grows, or stays level with messages waiting all the time. */
const fallingBehind: BacklogRule = ({ samples, newest, slope }) => {
  const grows =
    slope > 0 || (!fell(samples) && backlogOf(newest) > backlogOf(samples[0]));
  const waits = samples.every(({ pending }) => pending > 0);
  if (!grows && (slope < 0 || !waits)) {
    return undefined;
  }
  const during = formatSpan(spanOf(samples));
  const rate = formatRate(slope * 60);
  const trend =
    rate === '0' ? `level over ${during}` : `${rate} a minute over ${during}`;
  const backlog = describeBacklog(newest);
  if (samples.every(({ pending }) => pending === 0)) {
    return {
      level: 'info',
      rule: 'in-flight-grows',
      reason: `More in flight and nothing waiting: ${backlog}, ${trend}`,
    };
  }
  return {
    level: 'warning',
    rule: 'lagging',
    reason: `${
      rate === '0' ? 'Does not catch up' : 'Falls behind'
    }: ${backlog}, ${trend}`,
  };
};

/** The backlog falls. */
const draining: BacklogRule = ({ newest, slope }) => {
  if (slope >= 0) {
    return undefined;
  }
  const drainsInSeconds = backlogOf(newest) / -slope;
  const slow = drainsInSeconds > SLOW_DRAIN;
  return {
    drainsInSeconds,
    level: slow ? 'info' : 'ok',
    rule: slow ? 'slow-drain' : 'ok',
    reason: `${slow ? 'Drains slowly' : 'Keeps up'}: ${describeBacklog(
      newest,
    )}, drained in ${formatSpan(drainsInSeconds * 1000)}`,
  };
};

const rules: BacklogRule[] = [
  nothingDelivered,
  redeliveryLoop,
  lostMessages,
  fallingBehind,
  draining,
];

/**
 * Judges a backlog that was never empty within the window. The first rule that matches decides.
 *
 * @param samples - enough for a verdict, the backlog above zero in each
 * @param quiet - how long nothing was delivered, milliseconds
 */
export function judgeBacklog(samples: Samples, quiet: number): BacklogVerdict {
  const newest = samples[samples.length - 1];
  const window: BusyWindow = {
    samples,
    newest,
    quiet,
    slope: backlogPerSecond(samples),
  };
  for (const rule of rules) {
    const verdict = rule(window);
    if (verdict) {
      return verdict;
    }
  }
  return {
    level: 'ok',
    rule: 'ok',
    reason: `Keeps up: ${describeBacklog(newest)}`,
  };
}
