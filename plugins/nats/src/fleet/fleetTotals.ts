import { FleetBroker, VerdictLevel } from '@nats-portal/plugin-nats-common';
import { countLevels } from '../status/filterByVerdict';

/** Sums over all brokers; counts. */
export interface FleetTotals {
  /** Brokers by level. */
  brokers: Record<VerdictLevel, number>;
  servers: {
    answering: number;
    total: number;
    /** True where a broker was never reached: there are that many at least. */
    isLeast: boolean;
  };
  /** Consumers by level; absent without the permission to read them. */
  consumers?: Record<VerdictLevel, number>;
}

/** Adds up what the brokers of a fleet have. */
export function fleetTotals(brokers: readonly FleetBroker[]): FleetTotals {
  const servers = { answering: 0, total: 0, isLeast: false };
  let consumers: Record<VerdictLevel, number> | undefined = countLevels([]);
  for (const broker of brokers) {
    const answering = broker.servers.length;
    servers.answering += answering;
    servers.total += Math.max(answering, broker.expectedServers ?? 0);
    servers.isLeast ||= answering === 0 && !broker.expectedServers;
    consumers =
      consumers && broker.consumers && sum(consumers, broker.consumers);
  }
  return { brokers: countLevels(brokers), servers, consumers };
}

function sum(
  one: Record<VerdictLevel, number>,
  other: Record<VerdictLevel, number>,
): Record<VerdictLevel, number> {
  return {
    error: one.error + other.error,
    warning: one.warning + other.warning,
    unknown: one.unknown + other.unknown,
    info: one.info + other.info,
    ok: one.ok + other.ok,
  };
}
