import {
  backlogOf,
  compareVerdicts,
  FleetBroker,
  FleetStatus,
} from '@nats-portal/plugin-nats-common';
import { BrokerState } from '../sampling/BrokerSampler';
import { BrokerStates } from '../sampling/BrokerStates';
import { ConsumerMemory } from '../sampling/ConsumerMemory';
import { isInternalStream } from '../status/isInternalStream';
import { toBrokerStatus } from '../status/toBrokerStatus';
import { toConsumerStatus } from '../status/toConsumerStatus';
import { Largest } from './Largest';
import { LevelHistory } from './LevelHistory';

/** Judging all consumers of all brokers is not done for every page that is open, milliseconds. */
const KEPT_MS = 2_000;
/** How many consumers a list of the worst has. */
const MOST = 10;

interface ConsumerOfBroker {
  consumer: ConsumerMemory;
  state: BrokerState;
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
    return this.look(now).status;
  }

  /**
   * The same, with when it was looked at; both milliseconds since 1970.
   *
   * @param now - what is older than a moment is looked at anew
   */
  look(now: number): { at: number; status: FleetStatus } {
    this.#states.ask();
    if (!this.#kept || now - this.#kept.at >= KEPT_MS || now < this.#kept.at) {
      this.#kept = { at: now, status: this.#judge(now) };
    }
    return this.#kept;
  }

  #judge(now: number): FleetStatus {
    const brokers: FleetBroker[] = [];
    const behind = new Largest<ConsumerOfBroker>(MOST);
    const backlogs = new Largest<ConsumerOfBroker>(MOST);
    for (const state of this.#states.list()) {
      const { info, intervalMs, memory } = state;
      const levels = { ok: 0, info: 0, unknown: 0, warning: 0, error: 0 };
      for (const consumer of memory.consumers()) {
        if (isInternalStream(consumer.stream)) {
          continue;
        }
        const verdict = consumer.verdict({ now, intervalMs });
        levels[verdict.level]++;
        // Of a consumer that was watched too briefly to be judged, the numbers are true.
        const isOld =
          verdict.level === 'unknown' && verdict.rule !== 'too-little-data';
        if (consumer.newest && !isOld) {
          behind.add({ consumer, state }, verdict.secondsBehind ?? 0);
          backlogs.add({ consumer, state }, backlogOf(consumer.newest));
        }
      }
      brokers.push({
        ...toBrokerStatus(state, now),
        ...(info.cluster === undefined ? {} : { cluster: info.cluster }),
        consumers: levels,
        lastHour: this.#historyOf(state).lastHour(now),
      });
    }
    const shown = (list: Largest<ConsumerOfBroker>) =>
      list.items().map(({ consumer, state: { info, intervalMs } }) => ({
        broker: info.name,
        ...toConsumerStatus(consumer, { now, intervalMs }),
      }));
    return {
      brokers: brokers.sort(
        (a, b) =>
          compareVerdicts(a.verdict, b.verdict) || a.name.localeCompare(b.name),
      ),
      furthestBehind: shown(behind),
      largestBacklogs: shown(backlogs),
    };
  }

  #historyOf({ info }: BrokerState): LevelHistory {
    const history = this.#histories.get(info.name) ?? new LevelHistory();
    this.#histories.set(info.name, history);
    return history;
  }
}
