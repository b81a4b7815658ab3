import {
  BrokerFacts,
  BrokerSnapshot,
  ConsumerSnapshot,
} from '@nats-portal/plugin-nats-common';
import { BrokerMemory } from '../BrokerMemory';
import { BrokerState } from '../BrokerSampler';
import { BrokerStates } from '../BrokerStates';
import { MemoryTables } from '../MemoryTables';

/** When the newest sample was taken, milliseconds since 1970. */
export const NOW = Date.UTC(2026, 0, 1);
/** Milliseconds. */
export const INTERVAL = 15_000;

const facts: BrokerFacts = {
  at: NOW,
  source: 'system',
  servers: [],
  problems: [],
};

/** A consumer of a test: in each of ten samples it has delivered a few and has some pending. */
export interface TestConsumer {
  name: string;
  stream: string;
  pendingAt: (sample: number) => number;
}

/** A consumer of the stream JOBS. */
export const consumerOfTest = (
  name: string,
  pendingAt: TestConsumer['pendingAt'],
): TestConsumer => ({ name, stream: 'JOBS', pendingAt });

function sampleOf(
  { name, stream, pendingAt }: TestConsumer,
  i: number,
): ConsumerSnapshot {
  return {
    account: 'APP',
    stream,
    name,
    created: '2026-01-01T00:00:00Z',
    at: NOW - (9 - i) * INTERVAL,
    leader: 'n1',
    deliveredConsumerSequence: 100 * i,
    deliveredStreamSequence: 100 * i,
    ackFloorStreamSequence: 100 * i,
    pending: pendingAt(i),
    ackPending: 0,
    redelivered: 0,
    waiting: 1,
    pushBound: false,
    paused: false,
  };
}

function memoryOf(consumers: TestConsumer[], samples: number): BrokerMemory {
  const memory = new BrokerMemory(new MemoryTables({ intervalMs: INTERVAL }));
  for (let i = 10 - samples; i < 10; i++) {
    const snapshot: BrokerSnapshot = {
      ...facts,
      at: NOW - (9 - i) * INTERVAL,
      streams: [],
      consumers: consumers.map(item => sampleOf(item, i)),
      leaderless: [],
      leaderlessStreams: [],
      unreadable: [],
    };
    Array.from(memory.add(snapshot));
  }
  return memory;
}

/** What is known of a broker that was sampled ten times, or as often as told. */
export function stateOf(
  name: string,
  consumers: TestConsumer[],
  over: Partial<BrokerState> = {},
  samples = 10,
): BrokerState {
  return {
    info: { name, cluster: `${name}-cluster`, servers: [], accounts: ['APP'] },
    snapshot: facts,
    history: [],
    memory: memoryOf(consumers, samples),
    error: undefined,
    intervalMs: INTERVAL,
    revision: 1,
    settled: 1,
    ...over,
  };
}

/** Read access to those. */
export function statesOf(list: BrokerState[]): BrokerStates {
  return {
    list: () => list,
    find: name => list.find(({ info }) => info.name === name),
    ask: () => {},
  };
}
