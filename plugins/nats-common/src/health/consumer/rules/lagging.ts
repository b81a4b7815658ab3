import { formatRate, formatSpan } from '../../../words';
import { backlogOf } from '../../BrokerSnapshot';
import { natsCommand } from '../../natsCommand';
import { describeBacklog } from '../describeBacklog';
import { ConsumerRule } from '../Observation';
import { fellOnce } from '../samples';

/** What clients work off in this time is on its way and does not wait, seconds. */
const MOMENT = 5;

/** The backlog grows, or stays level with messages waiting all the time. */
export const lagging: ConsumerRule = ({ newest, busy }) => {
  if (!busy) {
    return undefined;
  }
  const { samples, trend } = busy;
  const grows =
    trend.slope > 0 ||
    (!fellOnce(samples) && backlogOf(newest) > backlogOf(samples[0]));
  const waits = samples.every(({ pending }) => pending > 0);
  const moves = busy.advance > 0 || fellOnce(samples);
  if (!moves || (!grows && (trend.slope < 0 || !waits))) {
    return undefined;
  }
  const work = (backlogOf(newest) * busy.span) / busy.deliveries / 1000;
  if (busy.deliveries > 0 && work < MOMENT && trend.least <= 0) {
    return undefined;
  }
  const during = formatSpan(busy.span);
  const rate = formatRate(trend.slope * 60);
  const words =
    rate === '0' ? `level over ${during}` : `${rate} a minute over ${during}`;
  const backlog = describeBacklog(newest);
  const since = samples[0].at;
  return samples.every(({ pending }) => pending === 0)
    ? {
        level: 'info',
        rule: 'in-flight-grows',
        since,
        reason: `More in flight and nothing waiting: ${backlog}, ${words}`,
      }
    : {
        level: 'warning',
        rule: 'lagging',
        since,
        reason: `${
          rate === '0' ? 'Does not catch up' : 'Falls behind'
        }: ${backlog}, ${words}`,
        advice: {
          text: 'Add clients, or make them faster',
          command: natsCommand('consumer', 'info', newest.stream, newest.name),
        },
      };
};
