import {
  compareVerdicts,
  FleetBroker,
  FleetConsumer,
  FleetStatus,
  VerdictLevel,
} from '@nats-portal/plugin-nats-common';
import { BrokerState } from '../sampling/BrokerSampler';
import { BrokerStates } from '../sampling/BrokerStates';
import { isInternalStream } from '../status/isInternalStream';
import { toBrokerStatus } from '../status/toBrokerStatus';
import { toConsumerStatus } from '../status/toConsumerStatus';
import { LevelHistory } from './LevelHistory';

/** Judging all consumers of all brokers is not done for every page that is open, milliseconds. */
const KEPT_MS = 2_000;
/** How many consumers a list of the worst has. */
const MOST = 10;

function largest<T>(items: readonly T[], sizeOf: (item: T) => number): T[] {
  return items
    .filter(item => sizeOf(item) > 0)
    .sort((a, b) => sizeOf(b) - sizeOf(a))
    .slice(0, MOST);
}

/** What is known of all brokers together; never asks one. */
export class FleetView {
  readonly #states: BrokerStates;
  readonly #histories = new Map<string, LevelHistory>();
  #kept: { at: number; status: FleetStatus } | undefined;

  constructor(states: BrokerStates) {
    this.#states = states;
  }

  /** Remembers how each broker does now. */
  record(now: number): void {
    for (const state of this.#states.list()) {
      this.#historyOf(state).record(
        toBrokerStatus(state, now).verdict.level,
        now,
      );
    }
  }

  /** @param now - milliseconds since 1970 */
  status(now: number): FleetStatus {
    if (!this.#kept || now - this.#kept.at >= KEPT_MS || now < this.#kept.at) {
      this.#kept = { at: now, status: this.#judge(now) };
    }
    return this.#kept.status;
  }

  #judge(now: number): FleetStatus {
    const brokers: FleetBroker[] = [];
    const all: FleetConsumer[] = [];
    for (const state of this.#states.list()) {
      const { info, intervalMs } = state;
      const consumers = state.consumers
        .filter(({ stream }) => !isInternalStream(stream))
        .map(known => ({
          broker: info.name,
          ...toConsumerStatus(known, { now, intervalMs }),
        }));
      all.push(...consumers);
      brokers.push({
        ...toBrokerStatus(state, now),
        ...(info.cluster === undefined ? {} : { cluster: info.cluster }),
        consumers: countLevels(consumers),
        lastHour: this.#historyOf(state).lastHour(now),
      });
    }
    const known = all.filter(({ verdict }) => verdict.level !== 'unknown');
    return {
      brokers: brokers.sort(
        (a, b) =>
          compareVerdicts(a.verdict, b.verdict) || a.name.localeCompare(b.name),
      ),
      furthestBehind: largest(
        known,
        ({ verdict }) => verdict.secondsBehind ?? 0,
      ),
      largestBacklogs: largest(known, ({ counters }) => counters?.backlog ?? 0),
    };
  }

  #historyOf({ info }: BrokerState): LevelHistory {
    const history = this.#histories.get(info.name) ?? new LevelHistory();
    this.#histories.set(info.name, history);
    return history;
  }
}

function countLevels(
  consumers: readonly FleetConsumer[],
): Record<VerdictLevel, number> {
  const counts = { ok: 0, info: 0, unknown: 0, warning: 0, error: 0 };
  for (const { verdict } of consumers) {
    counts[verdict.level]++;
  }
  return counts;
}
