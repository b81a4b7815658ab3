import { formatSpan } from '../../words';
import { BrokerFacts } from '../BrokerSnapshot';
import { Verdict } from '../Verdict';

/** Use of the storage at which people look, and at which they run (natscli `server check jetstream`). */
const STORAGE_WARNING = 0.75;
const STORAGE_ERROR = 0.9;
/** Reservations at which a further stream is likely to be refused. */
const STORAGE_RESERVED = 0.9;

/**
 * What is known of a broker at the moment of asking.
 *
 * @public
 */
export interface BrokerObservation {
  /** Absent while the broker was never reached. */
  snapshot?: BrokerFacts;
  /** Milliseconds since the snapshot was read. */
  age: number;
  /** Milliseconds between two samples as configured. */
  interval: number;
  /** Servers that should answer, where the configuration says so. */
  expectedServers?: number;
  /** Why the last attempt failed; absent when it worked. */
  error?: string;
}

/** One rule about a broker: says a verdict, or nothing where it has none. */
export type BrokerRule = (
  snapshot: BrokerFacts,
  observation: BrokerObservation,
) => Verdict | undefined;

const storesOf = ({ servers }: BrokerFacts) =>
  servers.flatMap(({ name, jetstream }) =>
    jetstream ? [{ name, ...jetstream }] : [],
  );

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

/** Nobody answered, be it that nobody runs or that the reader may not ask. */
export const noAnswer: BrokerRule = ({ servers, problems }) =>
  servers.length > 0
    ? undefined
    : {
        level: 'unknown',
        rule: 'no-answer',
        reason: problems[0]
          ? `No server answered: ${problems[0]}`
          : 'No server answered',
      };

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
  if (servers.length < expected) {
    return missing(servers.length, expected, 'servers');
  }
  return stores.length < members
    ? missing(stores.length, members, 'servers with JetStream')
    : undefined;
};

export const someJetStream: BrokerRule = snapshot =>
  storesOf(snapshot).length > 0
    ? undefined
    : {
        level: 'warning',
        rule: 'no-jetstream',
        reason: 'No server that answers has JetStream switched on',
      };

/** The fullest server decides: a replica cannot move to where there is room. */
export const roomToStore: BrokerRule = snapshot => {
  const shares = storesOf(snapshot)
    .flatMap(({ name, storageUsed, storageReserved, storageLimit }) =>
      storageLimit
        ? [
            {
              name,
              used: storageUsed / storageLimit,
              reserved: storageReserved / storageLimit,
            },
          ]
        : [],
    )
    .sort((a, b) => b.used - a.used);
  const percent = (share: number) => Math.floor(share * 100);
  const [fullest] = shares;
  if (fullest && fullest.used >= STORAGE_WARNING) {
    return {
      level: fullest.used >= STORAGE_ERROR ? 'error' : 'warning',
      rule: 'storage-full',
      reason: `${percent(fullest.used)} % of the JetStream storage of ${
        fullest.name
      } is used`,
    };
  }
  const promised = shares.find(({ reserved }) => reserved >= STORAGE_RESERVED);
  return promised
    ? {
        level: 'info',
        rule: 'storage-reserved',
        reason: `${percent(promised.reserved)} % of the JetStream storage of ${
          promised.name
        } is reserved by maxBytes, so further streams may be refused`,
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
  return snapshot.problems[0]
    ? {
        level: 'info',
        rule: 'partly-read',
        reason: `${answering(snapshot, observation)}, not all could be read: ${
          snapshot.problems[0]
        }`,
      }
    : undefined;
};
