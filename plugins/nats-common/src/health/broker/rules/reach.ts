import { formatSpan } from '../../../words';
import { BrokerFacts } from '../../BrokerSnapshot';
import { Verdict } from '../../Verdict';
import { BrokerObservation, BrokerRule, storesOf } from '../BrokerObservation';

/** `2 of 3 servers answer`, as far as it is known how many there are. */
export function answering(
  snapshot: BrokerFacts,
  observation: BrokerObservation,
): string {
  const count = snapshot.servers.length;
  const expected = Math.max(count, observation.expectedServers ?? 0);
  if (count < expected) {
    return `${count} of ${expected} servers ${
      count === 1 ? 'answers' : 'answer'
    }`;
  }
  return count === 1 ? '1 server answers' : `All ${count} servers answer`;
}

/** Nobody answered, be it that nobody runs or that the reader may not ask, or may not see servers. */
export const noAnswer: BrokerRule = ({ servers, source, problems }) => {
  if (servers.length > 0) {
    return undefined;
  }
  if (source === 'jetstream') {
    return {
      level: 'unknown',
      rule: 'servers-unseen',
      reason:
        'JetStream answers; how its servers do cannot be seen with an account alone',
    };
  }
  return {
    level: 'unknown',
    rule: 'no-answer',
    reason: problems[0]
      ? `No server answered: ${problems[0]}`
      : 'No server answered',
  };
};

/** Fewer servers than there should be, or fewer with JetStream than its cluster has. */
export const allServers: BrokerRule = (snapshot, observation) => {
  const stores = storesOf(snapshot);
  const members = Math.max(0, ...stores.map(s => s.clusterSize ?? 0));
  const missing = (count: number, expected: number, what: string): Verdict => ({
    level: count * 2 > expected ? 'warning' : 'error',
    rule: 'servers-missing',
    reason: `${count} of ${expected} ${what} ${
      count === 1 ? 'answers' : 'answer'
    }`,
  });
  const { servers } = snapshot;
  const expected = observation.expectedServers ?? 0;
  if (servers.length === 0) {
    return undefined;
  }
  if (servers.length < expected) {
    return missing(servers.length, expected, 'servers');
  }
  return stores.length < members
    ? missing(stores.length, members, 'servers with JetStream')
    : undefined;
};

/** Streams need JetStream somewhere. */
export const someJetStream: BrokerRule = snapshot =>
  snapshot.servers.length === 0 || storesOf(snapshot).length > 0
    ? undefined
    : {
        level: 'warning',
        rule: 'no-jetstream',
        reason: 'No server that answers has JetStream switched on',
      };

/** All is well as far as could be read. */
export const completeRead: BrokerRule = (snapshot, observation) => {
  if (observation.error) {
    return {
      level: 'info',
      rule: 'last-attempt-failed',
      reason: `Reached ${formatSpan(observation.age)} ago, and not since: ${
        observation.error
      }`,
    };
  }
  return snapshot.problems[0] && snapshot.servers.length > 0
    ? {
        level: 'info',
        rule: 'partly-read',
        reason: `${answering(snapshot, observation)}, not all could be read: ${
          snapshot.problems[0]
        }`,
      }
    : undefined;
};
