import { formatCount } from '../../../words';
import { natsCommand } from '../../natsCommand';
import { ReplicaSnapshot } from '../../BrokerSnapshot';
import { ConsumerRule } from '../Observation';

/** Operations behind the leader from which a replica is late (Synadia Insights). */
const LATE = 1_000;

const namesOf = (replicas: readonly ReplicaSnapshot[]) =>
  replicas.map(({ name }) => name).join(', ');

/** Copies of the consumer's state that are away or late: one more failure may stop it. */
export const replicas: ConsumerRule = ({ newest }) => {
  const others = newest.replicas ?? [];
  const offline = others.filter(replica => replica.offline);
  const late = others.filter(({ lag }) => lag > LATE);
  const copies = others.length + 1;
  const advice = {
    text: 'Bring the servers back that hold the copies',
    command: natsCommand('consumer', 'info', newest.stream, newest.name),
  };
  if (offline.length >= Math.floor(copies / 2) + 1) {
    return {
      level: 'error',
      rule: 'no-quorum',
      reason: `${
        offline.length
      } of ${copies} copies of the consumer are offline (${namesOf(
        offline,
      )}), so nothing can be delivered`,
      advice,
    };
  }
  if (offline.length > 0) {
    return {
      level: 'warning',
      rule: 'replica-offline',
      reason: `${offline.length} of ${copies} copies of the consumer ${
        offline.length === 1 ? 'is' : 'are'
      } offline: ${namesOf(offline)}`,
      advice,
    };
  }
  return late.length > 0
    ? {
        level: 'warning',
        rule: 'replica-behind',
        reason: `${namesOf(late)} ${
          late.length === 1 ? 'is' : 'are'
        } ${formatCount(
          Math.max(...late.map(({ lag }) => lag)),
        )} operations behind the consumer's leader`,
        advice,
      }
    : undefined;
};
