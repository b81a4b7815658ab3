import { formatCount } from '../../../words';
import { natsCommand } from '../../natsCommand';
import { describeAway, isAway, isLate } from '../../replicaState';
import { StreamRule } from '../StreamWindow';

/** Copies that are away or late: one more failure may stop publishers, or lose messages. */
export const copies: StreamRule = ({ name, replicas = [] }) => {
  const count = replicas.length + 1;
  const away = replicas.filter(isAway);
  const late = replicas.filter(peer => !isAway(peer) && isLate(peer));
  const advice = {
    text: 'Bring the servers back that hold the copies',
    command: natsCommand('stream', 'info', name),
  };
  if (away.length > 0) {
    const isLost = away.length >= Math.floor(count / 2) + 1;
    return {
      level: isLost ? 'error' : 'warning',
      rule: isLost ? 'no-quorum' : 'replica-offline',
      reason: `${away.length} of ${count} copies of the stream ${
        away.length === 1 ? 'is' : 'are'
      } away${isLost ? ', so nothing can be stored' : ''}: ${describeAway(
        away,
      )}`,
      advice,
    };
  }
  return late.length > 0
    ? {
        level: 'warning',
        rule: 'replica-behind',
        reason: `${late.map(peer => peer.name).join(', ')} ${
          late.length === 1 ? 'is' : 'are'
        } ${formatCount(
          Math.max(...late.map(({ lag }) => lag)),
        )} operations behind the stream's leader`,
        advice,
      }
    : undefined;
};
