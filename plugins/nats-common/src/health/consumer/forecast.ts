import { backlogOf } from '../BrokerSnapshot';
import { ConsumerVerdict } from './ConsumerWindow';
import { Observation, trendOf } from './Observation';
import { timeBehind } from './rules/behind';
import { advanceIn, carryVerdict, Samples, spanOf } from './samples';

/** Fewer samples make a forecast rough. */
const SURE_SAMPLES = 5;

type Forecast = Pick<
  ConsumerVerdict,
  | 'backlogPerSecond'
  | 'completedPerSecond'
  | 'drainsInSeconds'
  | 'drainsWithin'
  | 'isRough'
  | 'secondsBehind'
  | 'isLongerBehind'
  | 'isBehindEstimated'
>;

/** What came into the stream and is not in the backlog any more was finished. */
function completedPerSecond(samples: Samples): number | undefined {
  const [first, newest] = [samples[0], samples[samples.length - 1]];
  const [from, to] = [first.streamState, newest.streamState];
  if (!from || !to) {
    return undefined;
  }
  const came = to.lastSequence - from.lastSequence;
  const grown = backlogOf(newest) - backlogOf(first);
  return Math.max(0, came - grown) / (spanOf(samples) / 1000);
}

/** When a backlog is gone, from the trend over the samples in which it was there. */
function drainOf({ busy, newest }: Observation): Forecast {
  const backlog = backlogOf(newest);
  if (!busy || busy.trend.slope >= 0 || backlog === 0) {
    return {};
  }
  const { slope, least, most } = busy.trend;
  return {
    drainsInSeconds: backlog / -slope,
    drainsWithin: {
      least: backlog / -least,
      ...(most < 0 ? { most: backlog / -most } : {}),
    },
    ...(busy.samples.length < SURE_SAMPLES ? { isRough: true } : {}),
  };
}

/** The numbers behind a verdict; nothing where the samples do not carry them. */
export function forecast(observation: Observation): Forecast {
  const { samples, readsAll, newest, busy } = observation;
  const numbers: Forecast = newest.paused ? {} : drainOf(observation);
  if (carryVerdict(samples)) {
    const isBusy = busy?.samples.length === samples.length;
    const { slope } = isBusy ? busy.trend : trendOf(samples);
    numbers.backlogPerSecond = slope;
    const completed = completedPerSecond(samples);
    if (readsAll && completed !== undefined && advanceIn(samples) >= 0) {
      numbers.completedPerSecond = completed;
    }
  }
  const behind = timeBehind(observation);
  if (behind) {
    numbers.secondsBehind = behind.ms / 1000;
  }
  if (behind?.is === 'atLeast') {
    numbers.isLongerBehind = true;
  }
  if (behind?.is === 'about') {
    numbers.isBehindEstimated = true;
  }
  return numbers;
}
