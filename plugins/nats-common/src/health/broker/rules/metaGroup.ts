import { describeAway, isAway, isLate } from '../../replicaState';
import { BrokerRule, storesOf } from '../BrokerObservation';
import { answering } from './reach';

/** All servers see no meta leader, or some of them do not see the one there is. */
export const metaLeader: BrokerRule = (snapshot, observation) => {
  const clustered = storesOf(snapshot).filter(
    store => store.metaLeader !== undefined,
  );
  const blind = clustered.filter(store => store.metaLeader === '');
  if (blind.length === 0) {
    return undefined;
  }
  return blind.length === clustered.length
    ? {
        level: 'error',
        rule: 'no-meta-leader',
        reason: `JetStream has no leader, so streams and consumers cannot be changed: ${answering(
          snapshot,
          observation,
        )}`,
      }
    : {
        level: 'warning',
        rule: 'leader-unseen',
        reason: `${blind
          .map(({ name }) => name)
          .join(', ')} does not see the JetStream leader`,
      };
};

/** Members that the leader of JetStream does not reach: one more may stop every change. */
export const metaPeers: BrokerRule = snapshot => {
  const leader = storesOf(snapshot).find(
    ({ name, metaLeader: known }) => known === name,
  );
  const others = leader?.metaReplicas ?? [];
  const away = others.filter(isAway);
  const late = others.filter(peer => !isAway(peer) && isLate(peer));
  if (away.length > 0) {
    const isLost = away.length * 2 >= others.length + 1;
    return {
      level: isLost ? 'error' : 'warning',
      rule: isLost ? 'no-quorum' : 'member-away',
      reason: `${away.length} of ${
        others.length + 1
      } members of the JetStream cluster ${
        away.length === 1 ? 'is' : 'are'
      } away${
        isLost ? ', so streams and consumers cannot be changed' : ''
      }: ${describeAway(away)}`,
      advice: {
        text: 'Bring the servers back, or remove for good what will not return',
        command: 'nats server report jetstream',
      },
    };
  }
  return late.length > 0
    ? {
        level: 'info',
        rule: 'member-behind',
        reason: `${late
          .map(({ name }) => name)
          .join(', ')} catches up with the JetStream leader`,
      }
    : undefined;
};
