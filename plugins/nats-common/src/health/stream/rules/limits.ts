import { formatCount, formatSpan } from '../../../words';
import { natsCommand } from '../../natsCommand';
import { forecastLimits } from '../forecastLimit';
import { StreamRule } from '../StreamWindow';

/** Shares of a limit at which people look, and at which they run (natscli audit: 90 %). */
const WARNING = 0.75;
const ERROR = 0.9;
/** Notice that a full stream should give, milliseconds. */
const SOON = 86_400_000;
/** Share of the most consumers at which the next ones are likely to be refused. */
const CONSUMERS = 0.9;

/** Room in a stream that refuses what does not fit: publishers get errors when there is none. */
export const room: StreamRule = ({ name }, window) => {
  const [fullest] = forecastLimits(window);
  if (window.settings?.discard !== 'new' || !fullest) {
    return undefined;
  }
  const { limit, share, seconds } = fullest;
  const isSoon = seconds !== undefined && seconds * 1000 < SOON;
  if (share < WARNING && !isSoon) {
    return undefined;
  }
  return {
    level: share >= ERROR ? 'error' : 'warning',
    rule: share >= 1 ? 'full' : 'filling',
    reason: `${Math.floor(share * 100)} % of its ${limit} ${
      share >= 1 ? 'are there, and publishers are refused' : 'are there'
    }${
      isSoon && share < 1
        ? `; it refuses publishers in about ${formatSpan(
            seconds * 1000,
          )} at the present rate`
        : ''
    }`,
    advice: {
      text: 'Make its consumers faster, or its limits wider',
      command: natsCommand('stream', 'info', name),
    },
  };
};

/** A consumer more may be one too many. */
export const roomForConsumers: StreamRule = ({ consumers }, { settings }) => {
  const most = settings?.maxConsumers ?? -1;
  return most > 0 && consumers / most >= CONSUMERS
    ? {
        level: 'warning',
        rule: 'many-consumers',
        reason: `${formatCount(consumers)} of at most ${formatCount(
          most,
        )} consumers are there`,
      }
    : undefined;
};
