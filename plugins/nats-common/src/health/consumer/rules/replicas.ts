import { formatCount } from '../../../words';
import { natsCommand } from '../../natsCommand';
import { describeAway, isAway, isLate } from '../../replicaState';
import { ConsumerRule } from '../Observation';

/** Copies of the consumer's state that are away or late: one more failure may stop it. */
export const replicas: ConsumerRule = ({ newest }) => {
  const others = newest.replicas ?? [];
  const away = others.filter(isAway);
  const late = others.filter(isLate);
  const copies = others.length + 1;
  const advice = {
    text: 'Bring the servers back that hold the copies',
    command: natsCommand('consumer', 'info', newest.stream, newest.name),
  };
  if (away.length >= Math.floor(copies / 2) + 1) {
    return {
      level: 'error',
      rule: 'no-quorum',
      reason: `${
        away.length
      } of ${copies} copies of the consumer are away, so nothing can be delivered: ${describeAway(
        away,
      )}`,
      advice,
    };
  }
  if (away.length > 0) {
    return {
      level: 'warning',
      rule: 'replica-offline',
      reason: `${away.length} of ${copies} copies of the consumer ${
        away.length === 1 ? 'is' : 'are'
      } away: ${describeAway(away)}`,
      advice,
    };
  }
  return late.length > 0
    ? {
        level: 'warning',
        rule: 'replica-behind',
        reason: `${late.map(({ name }) => name).join(', ')} ${
          late.length === 1 ? 'is' : 'are'
        } ${formatCount(
          Math.max(...late.map(({ lag }) => lag)),
        )} operations behind the consumer's leader`,
        advice,
      }
    : undefined;
};
