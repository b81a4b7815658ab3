import { setTimeout as sleep } from 'node:timers/promises';
import { Benchmark, Figure, Measured } from '../harness/Benchmark';
import { medianOf } from '../harness/statistics';
import { askProcess } from '../load/askProcess';
import type { Fired } from '../load/fire';
import { connectBare, createCalls, makeCalls } from './bareClient';
import { exampleSpec } from './exampleSpec';
import { startBroker } from './startBroker';
import { component, startPortal } from './startPortal';

const STREAMS = 1_000;
const CONSUMERS_PER_STREAM = 10;
const ENTITIES = 50;
const PER_SECOND = 200;
const SECONDS = 5;
const ROUNDS = 3;
/** Three times as often as by default. */
const SAMPLE_EVERY_MS = 5_000;
/** A verdict needs samples of a minute; windows that are full cost more to look at, so as many as there are by default. */
const SAMPLES_BEFORE = 12;

const ENTITY_KINDS = {
  'five consumers': (i: number) => ({
    'nats.io/consumers': Array.from(
      { length: 5 },
      (_, j) => `S${(i * 5 + j) % STREAMS}/c${j}`,
    ).join(', '),
  }),
  'the broker only': () => ({}),
};

/** The value that so many of a hundred others are not above. */
function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1];
}

/** Messages that clients have sent to a server since its start. */
async function messagesTo(monitorUrl: string): Promise<number> {
  const response = await fetch(new URL('/varz', monitorUrl));
  return (await response.json()).in_msgs;
}

export const api: Benchmark = {
  name: 'api',
  about: `the route of an entity at ${PER_SECOND} requests a second on a broker of ${
    STREAMS * CONSUMERS_PER_STREAM
  } consumers, which is sampled every ${SAMPLE_EVERY_MS / 1000} s meanwhile`,

  async run(say): Promise<Measured> {
    const spec = exampleSpec(STREAMS, CONSUMERS_PER_STREAM);
    const { running, stop } = await startBroker(1, { monitoring: true });
    const figures: Figure[] = [];
    const ratios: Measured['ratios'] = [];
    let portal: Awaited<ReturnType<typeof startPortal>> | undefined;
    try {
      say('creating the consumers');
      const client = await connectBare(running);
      for (const group of createCalls(spec, 1)) {
        await makeCalls(client, group, 64);
      }
      await client.close();
      const kinds = Object.entries(ENTITY_KINDS);
      portal = await startPortal({
        brokers: [running.brokerConfig('bench')],
        entities: kinds.flatMap(([kind, annotations]) =>
          Array.from({ length: ENTITIES }, (_, i) =>
            component(`${kind.replaceAll(' ', '-')}-${i}`, {
              'nats.io/broker': 'bench',
              ...annotations(i),
            }),
          ),
        ),
      });
      const { url, sample } = portal;
      say(`taking ${SAMPLES_BEFORE} samples`);
      for (let i = 0; i < SAMPLES_BEFORE; i++) {
        await sample();
        await sleep(500);
      }
      const [{ monitorUrl = '' }] = running.servers;
      for (const [kind] of kinds) {
        const urls = Array.from(
          { length: ENTITIES },
          (_, i) =>
            `${url}/entities/component/default/${kind.replaceAll(
              ' ',
              '-',
            )}-${i}`,
        );
        const load = { urls, perSecond: PER_SECOND, seconds: SECONDS };
        const middles: number[] = [];
        const tails: number[] = [];
        const sizes: number[] = [];
        for (let round = 1; round <= ROUNDS; round++) {
          say(`${kind}, round ${round} of ${ROUNDS}`);
          const timer = setInterval(sample, SAMPLE_EVERY_MS);
          const fired = await askProcess<Fired>(
            'fire.ts',
            load,
            'latencies',
          ).finally(() => clearInterval(timer));
          middles.push(percentile(fired.latencies, 50));
          tails.push(percentile(fired.latencies, 99));
          sizes.push(fired.bytes / fired.latencies.length / 1024);
          if (fired.failed > 0) {
            throw new Error(
              `${fired.failed} answers were none with 200: ${fired.problem}`,
            );
          }
        }
        say(`${kind}, without a sample`);
        const before = await messagesTo(monitorUrl);
        const usedBefore = process.cpuUsage();
        const quiet = await askProcess<Fired>('fire.ts', load, 'latencies');
        const { user, system } = process.cpuUsage(usedBefore);
        const calls = (await messagesTo(monitorUrl)) - before;
        figures.push(
          {
            name: `${kind}: half of the answers within`,
            unit: 'ms',
            values: middles,
          },
          {
            name: `${kind}: 99 of 100 answers within`,
            unit: 'ms',
            values: tails,
          },
          { name: `${kind}: an answer`, unit: 'kB', values: sizes },
          {
            name: `${kind}: processor time of the backend for an answer`,
            unit: 'ms',
            values: [(user + system) / 1_000 / quiet.latencies.length],
          },
          {
            name: `${kind}: messages to the broker for 1,000 answers`,
            unit: 'count',
            values: [(calls / quiet.latencies.length) * 1_000],
          },
        );
        ratios.push(
          {
            name: `${kind}: 99 of 100 answers, of 10 ms`,
            value: medianOf(tails) / 10,
            atMost: 1,
          },
          {
            name: `${kind}: messages to the broker between two samples`,
            value: calls,
            atMost: 0,
          },
        );
      }
    } finally {
      await portal?.stop();
      await stop();
    }
    return {
      figures,
      ratios,
      notes: [
        `${ENTITIES} entities of each kind in turn, whole answers without If-None-Match, compressed as browsers ask for it; the client is a process of its own`,
        'catalog, permissions and credentials answer from memory, so that the plugin is what is measured',
      ],
    };
  },
};
