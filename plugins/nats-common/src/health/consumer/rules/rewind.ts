import { describeBacklog } from '../describeBacklog';
import { ConsumerRule } from '../Observation';
import { rewindIndex } from '../samples';

/** A consumer that went back delivers again what it has delivered, until it reaches where it was. */
export const rewind: ConsumerRule = ({ newest, connected }) => {
  const index = rewindIndex(connected);
  if (index < 0) {
    return undefined;
  }
  const furthest = connected
    .slice(0, index)
    .reduce((most, s) => Math.max(most, s.deliveredStreamSequence), 0);
  return newest.deliveredStreamSequence < furthest
    ? {
        level: 'warning',
        rule: 'rewind',
        reason: `Went back to an earlier message and delivers some again, ${describeBacklog(
          newest,
        )}`,
        since: connected[index].at,
        advice: {
          text: 'Make sure that handling a message twice does no harm',
        },
      }
    : undefined;
};
