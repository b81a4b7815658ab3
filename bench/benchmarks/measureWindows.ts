import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
// Windows are an inside of the plugin that nobody else should be offered.
/* eslint-disable @backstage/no-forbidden-package-imports */
import { BrokerMemory } from '@nats-portal/plugin-nats-backend/src/sampling/BrokerMemory';
import { MemoryTables } from '@nats-portal/plugin-nats-backend/src/sampling/MemoryTables';
/* eslint-enable @backstage/no-forbidden-package-imports */
import { setImmediate as turn } from 'node:timers/promises';
import { collectGarbage } from '../harness/heap';
import { ownTime } from '../harness/processorTime';

/** As the default configuration has it, milliseconds. */
const INTERVAL_MS = 15_000;
/** Samples that are kept of each consumer. */
const SAMPLES = 40;
/** Of more consumers only the memory is of interest, which is taken at once. */
const MOST_TIMED = 10_000;
/** Newest rounds whose verdicts are timed: windows are full then. */
const TIMED = 7;

async function held(): Promise<number> {
  // What arrays hold is given back a turn after they are collected.
  for (let i = 0; i < 3; i++) {
    collectGarbage();
    await turn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function runToEnd(work: Generator<void, void, void>): void {
  while (!work.next().done) {
    // Nobody else is there to have a turn.
  }
}

/** The snapshot again, later: a message more in each stream, delivered and acknowledged by each consumer. */
function later(snapshot: BrokerSnapshot, round: number): BrokerSnapshot {
  const shift = round * INTERVAL_MS;
  return {
    ...snapshot,
    at: snapshot.at + shift,
    streams: snapshot.streams.map(stream => ({
      ...stream,
      at: stream.at + shift,
      lastSequence: stream.lastSequence + round,
    })),
    consumers: snapshot.consumers.map(consumer => ({
      ...consumer,
      at: consumer.at + shift,
      deliveredConsumerSequence: consumer.deliveredConsumerSequence + round,
      deliveredStreamSequence: consumer.deliveredStreamSequence + round,
      ackFloorStreamSequence: consumer.ackFloorStreamSequence + round,
      streamState: consumer.streamState && {
        ...consumer.streamState,
        at: consumer.streamState.at + shift,
        lastSequence: consumer.streamState.lastSequence + round,
      },
    })),
  };
}

/**
 * Fills the windows of all consumers of a snapshot.
 *
 * @returns `bytes`: what they take; `judged`: processor time for the verdicts on all of them, milliseconds,
 *   of each round that was timed
 */
export async function measureWindows(
  snapshot: BrokerSnapshot,
): Promise<{ bytes: number; judged: number[] }> {
  const before = await held();
  const memory = new BrokerMemory(
    new MemoryTables({ intervalMs: INTERVAL_MS }),
  );
  const judged: number[] = [];
  const samples = snapshot.consumers.length > MOST_TIMED ? TIMED : SAMPLES;
  for (let round = 0; round < samples; round++) {
    const sample = later(snapshot, round);
    runToEnd(memory.add(sample));
    const startedAt = ownTime();
    runToEnd(memory.judge({ now: sample.at, intervalMs: INTERVAL_MS }));
    if (round >= samples - TIMED) {
      judged.push(ownTime() - startedAt);
    }
  }
  const bytes = (await held()) - before;
  // The arrays at the least: what was read before may have been given back meanwhile.
  return { bytes: Math.max(bytes, memory.bytes), judged };
}
