import { formatSpan } from '../../../words';
import { BrokerFacts } from '../../BrokerSnapshot';
import { Verdict } from '../../Verdict';
import {
  BrokerObservation,
  BrokerRule,
  lifeOf,
  storesOf,
} from '../BrokerObservation';

/** Readings in a row; those that are remembered are a minute apart. */
const HEALTH_READINGS = 2;

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

/** Who is missing, by name, where it is known of all of them. */
function missingNames(
  { servers, silent = [] }: BrokerFacts,
  { history = [] }: BrokerObservation,
  count: number,
): string[] {
  const there = new Set(servers.map(({ name }) => name));
  const known = [
    ...silent,
    ...history.flatMap(facts => facts.servers.map(({ name }) => name)),
  ];
  const gone = [...new Set(known)].filter(name => !there.has(name)).sort();
  return gone.length === count ? gone : [];
}

/** Nobody answered, be it that nobody runs or that the reader may not ask, or may not see servers. */
export const noAnswer: BrokerRule = snapshot => {
  const { servers, source, problems, outOfView } = snapshot;
  if (servers.length > 0) {
    return undefined;
  }
  if (source === 'jetstream') {
    return {
      level: 'unknown',
      rule: 'servers-unseen',
      reason:
        outOfView?.[0] ??
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
  const missing = (count: number, expected: number, what: string): Verdict => {
    const isLost = count * 2 <= expected;
    const names = missingNames(snapshot, observation, expected - count);
    return {
      level: isLost ? 'error' : 'warning',
      rule: 'servers-missing',
      reason: [
        `${count} of ${expected} ${what} ${count === 1 ? 'answers' : 'answer'}`,
        ...(isLost && members > 1
          ? [
              ', too few for a majority: streams with copies on the others neither take nor deliver messages',
            ]
          : []),
        ...(names.length > 0 ? [`; away: ${names.join(', ')}`] : []),
      ].join(''),
      advice: {
        text: 'Bring the servers back: see how their pods and volumes are. What streams with several copies acknowledged is on those volumes',
        command:
          'kubectl get pods --all-namespaces --selector app.kubernetes.io/component=nats',
      },
    };
  };
  const { servers, silent = [] } = snapshot;
  const expected = Math.max(
    observation.expectedServers ?? 0,
    servers.length + silent.length,
  );
  if (servers.length === 0) {
    return undefined;
  }
  if (snapshot.outOfView) {
    // What a load balancer hides may be well.
    return {
      level: 'warning',
      rule: 'servers-hidden',
      reason: snapshot.outOfView[0],
    };
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

/** Servers that find something wrong with themselves, for longer than it takes a new stream to settle. */
export const health: BrokerRule = (snapshot, observation) => {
  const unwell = snapshot.servers.filter(server =>
    lifeOf(server, observation)
      .slice(-HEALTH_READINGS)
      .every(
        (one, _i, { length }) =>
          length === HEALTH_READINGS &&
          one.health !== undefined &&
          one.health !== 'ok',
      ),
  );
  return unwell.length > 0
    ? {
        level: 'warning',
        rule: 'unhealthy',
        reason: `The health check of ${unwell
          .map(({ name }) => name)
          .join(', ')} fails: ${unwell[0].health}`,
      }
    : undefined;
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
  const [problem] = snapshot.problems;
  const isSeen = snapshot.servers.length > 0;
  if (!problem || !(isSeen || snapshot.source === 'jetstream')) {
    return undefined;
  }
  return {
    level: 'info',
    rule: 'partly-read',
    reason: isSeen
      ? `${answering(snapshot, observation)}, not all could be read: ${problem}`
      : `Not all could be read: ${problem}`,
  };
};
