import { formatCount, formatSpan, quoteSome } from '../../../words';
import { backlogOf } from '../../BrokerSnapshot';
import { limitOf, setBy } from '../../thresholds/limitOf';
import { Threshold } from '../../thresholds/Threshold';
import { Verdict } from '../../Verdict';
import { ConsumerRule, Observation } from '../Observation';

/** What a threshold is compared with; undefined where it cannot be known. */
type Measure = (observation: Observation) => number | undefined;

/**
 * Time since something that the server forgets when it starts: without a time, and with
 * a delivery, nobody knows; never delivered means since it was created.
 */
function since(
  { newest }: Observation,
  at: number | undefined,
): number | undefined {
  const from =
    at ??
    (newest.deliveredConsumerSequence === 0 ? Date.parse(newest.created) : NaN);
  return Number.isNaN(from) ? undefined : Math.max(0, newest.at - from);
}

/** Seconds until the backlog is gone, as milliseconds; endless where it grows. */
const drain: Measure = ({ busy, newest }) => {
  const backlog = backlogOf(newest);
  if (!busy || backlog === 0) {
    return undefined;
  }
  return busy.trend.slope < 0
    ? (backlog / -busy.trend.slope) * 1000
    : Number.POSITIVE_INFINITY;
};

interface Watched {
  key: string;
  what: string;
  level: 'warning' | 'error';
  measure: Measure;
}

/** In the order in which they are told. */
const WATCHED: Watched[] = [
  {
    key: 'outstanding-ack-critical',
    what: 'delivered and not acknowledged',
    level: 'error',
    measure: ({ newest }) => newest.ackPending,
  },
  {
    key: 'waiting-critical',
    what: 'open pulls',
    level: 'error',
    measure: ({ newest }) => newest.waiting,
  },
  {
    key: 'unprocessed-critical',
    what: 'not delivered yet',
    level: 'error',
    measure: ({ newest }) => newest.pending,
  },
  {
    key: 'last-delivery-critical',
    what: 'since the last delivery',
    level: 'error',
    measure: seen => since(seen, seen.newest.lastDelivery),
  },
  {
    key: 'last-ack-critical',
    what: 'since the last acknowledgement',
    level: 'error',
    measure: seen => since(seen, seen.newest.lastAck),
  },
  {
    key: 'redelivery-critical',
    what: 'delivered more than once',
    level: 'error',
    measure: ({ newest }) => newest.redelivered,
  },
  {
    key: 'drain-critical',
    what: 'until the backlog is gone',
    level: 'error',
    measure: drain,
  },
  {
    key: 'drain-warning',
    what: 'until the backlog is gone',
    level: 'warning',
    measure: drain,
  },
];

function show(value: number, { unit }: Threshold): string {
  return unit === 'count' ? formatCount(value) : formatSpan(value);
}

function sentence(value: number, what: string, limit: Threshold): string {
  const reached =
    value === Number.POSITIVE_INFINITY
      ? 'the backlog does not drain'
      : `${show(value, limit)} ${what}`;
  return `${reached}, and ${show(limit.value, limit)} is the limit set ${setBy(
    limit,
  )}`;
}

/** What is wrong where every priority group shall have a pinned client. */
function unpinned({ window, newest }: Observation): string | undefined {
  const { thresholds: limits, settings } = window;
  const limit = limitOf(limits, 'pinned');
  if (!limit || !settings) {
    return undefined;
  }
  const { priorityPolicy, priorityGroups = [] } = settings;
  const wanted = `a pinned client for each priority group is asked for ${setBy(
    limit,
  )}`;
  if (priorityPolicy !== 'pinned_client') {
    return `its priority policy is ${priorityPolicy ?? 'none'}, and ${wanted}`;
  }
  const pinned = new Set(newest.pinnedGroups);
  const without = priorityGroups.filter(group => !pinned.has(group));
  return without.length > 0
    ? `no client is pinned to ${quoteSome(without)}, and ${wanted}`
    : undefined;
}

/** Limits that operators set, compared as their own tools do: reached is as bad as passed. */
export const thresholds: ConsumerRule = observation => {
  const reached: { level: Verdict['level']; text: string }[] = [];
  for (const { key, what, level, measure } of WATCHED) {
    const limit = limitOf(observation.window.thresholds, key);
    const value = limit && measure(observation);
    if (limit && value !== undefined && value >= limit.value) {
      reached.push({ level, text: sentence(value, what, limit) });
    }
  }
  const text = unpinned(observation);
  if (text) {
    reached.push({ level: 'error', text });
  }
  if (reached.length === 0) {
    return undefined;
  }
  const level: Verdict['level'] = reached.some(one => one.level === 'error')
    ? 'error'
    : 'warning';
  return {
    level,
    rule: 'threshold',
    reason: reached.map(one => one.text).join('; '),
  };
};
