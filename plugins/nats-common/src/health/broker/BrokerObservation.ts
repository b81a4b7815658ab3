import { BrokerFacts, ServerSnapshot } from '../BrokerSnapshot';
import { Verdict } from '../Verdict';

/**
 * What is known of a broker at the moment of asking.
 *
 * @public
 */
export interface BrokerObservation {
  /** Absent while the broker was never reached. */
  snapshot?: BrokerFacts;
  /** Snapshots before it, oldest first, as far back as is known; rules about change need them. */
  history?: readonly BrokerFacts[];
  /** Milliseconds since the snapshot was read. */
  age: number;
  /** Milliseconds between two samples as configured. */
  interval: number;
  /** Servers that should answer, where the configuration says so. */
  expectedServers?: number;
  /** Why the last attempt failed; absent when it worked. */
  error?: string;
  /** Whether every stream has a size that it cannot exceed; what is not known is no limit. */
  isBounded?: boolean;
}

/**
 * A verdict on a broker with what else is to be said of it.
 *
 * @public
 */
export interface BrokerVerdict extends Verdict {
  /** What else is to be said, worst first, then in the order of the rules. */
  findings?: Verdict[];
}

/** One rule about a broker: says what is wrong, and nothing where all is well. */
export type BrokerRule = (
  snapshot: BrokerFacts,
  observation: BrokerObservation,
) => Verdict | undefined;

/** JetStream of each server that has it, with the server's name. */
export const storesOf = ({ servers }: BrokerFacts) =>
  servers.flatMap(({ name, jetstream }) =>
    jetstream ? [{ name, ...jetstream }] : [],
  );

/**
 * A server as it was in snapshots, oldest first; a restart forgets what was before.
 *
 * @param since - milliseconds since 1970, clock of the reader; what is older is left out
 */
export function lifeOf(
  server: ServerSnapshot,
  { history = [] }: BrokerObservation,
  since = -Infinity,
): ServerSnapshot[] {
  return [
    ...history
      .filter(({ at }) => at >= since)
      .flatMap(({ servers }) => servers)
      .filter(
        ({ id, startedAt }) =>
          id === server.id && startedAt === server.startedAt,
      ),
    server,
  ];
}
