import { StreamState } from '../BrokerSnapshot';
import { theilSen } from '../theilSen';
import { StreamWindow } from './StreamWindow';

/** A trend of fewer points, or over less time, is a burst; count and milliseconds. */
const MIN_POINTS = 5;
const MIN_SPAN = 60_000;

/** How near a stream is to a limit of its own. */
export interface LimitForecast {
  limit: 'messages' | 'bytes';
  /** Of the limit, between 0 and 1. */
  share: number;
  /** Until it is reached at the present rate; absent where it does not surely grow. */
  seconds?: number;
}

function secondsUntil(
  states: readonly StreamState[],
  limit: 'messages' | 'bytes',
  most: number,
): number | undefined {
  const [first, newest] = [states[0], states[states.length - 1]];
  if (states.length < MIN_POINTS || newest.at - first.at < MIN_SPAN) {
    return undefined;
  }
  const trend = theilSen(
    states.map(({ at }) => at / 1000),
    states.map(state => state[limit]),
  );
  return trend && trend.slope > 0 && trend.least > 0
    ? Math.max(0, most - newest[limit]) / trend.slope
    : undefined;
}

/** Which of its own limits a stream comes to first, fullest first; none where it has none. */
export function forecastLimits({
  newest,
  states,
  settings,
}: StreamWindow): LimitForecast[] {
  if (!newest || !settings) {
    return [];
  }
  const limits = [
    { limit: 'messages', most: settings.maxMessages },
    { limit: 'bytes', most: settings.maxBytes },
  ] as const;
  return limits
    .filter(({ most }) => most > 0)
    .map(({ limit, most }) => {
      const seconds = secondsUntil(states, limit, most);
      return {
        limit,
        share: newest[limit] / most,
        ...(seconds === undefined ? {} : { seconds }),
      };
    })
    .sort((a, b) => b.share - a.share);
}
