import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { Broker } from '@nats-portal/plugin-nats-node';
import { RunningNatsCluster } from '@nats-portal/plugin-nats-node/testUtils';
import { NatsConnection } from 'nats';
import { Benchmark, Curve, Figure, Measured } from '../harness/Benchmark';
import { collectGarbage } from '../harness/heap';
import { ownTime, processorTime } from '../harness/processorTime';
import { longestStall } from '../harness/stall';
import { medianOf } from '../harness/statistics';
import { Stopwatch } from '../harness/Stopwatch';
import { connectBare, createCalls, makeCalls, readLists } from './bareClient';
import { exampleSpec } from './exampleSpec';
import { measureWindows } from './measureWindows';
import { connectService, startBroker } from './startBroker';

/** Streams and consumers in each; each size grows from the one before. */
const SIZES = [
  { streams: 100, perStream: 10, rounds: 3 },
  { streams: 1_000, perStream: 10, rounds: 3 },
  { streams: 1_000, perStream: 100, rounds: 1 },
];
/** Consumers that are asked one by one; with all of them, the figure is no other. */
const ASKED = 1_000;
const IN_FLIGHT = 64;
/** A backend has read many snapshots before the one that somebody looks at. */
const WARM_UP = 3;
/** A snapshot of 100,000 consumers on a machine that does something else as well. */
const TIMEOUT = { seconds: 60 };
const TIMEOUT_MS = 60_000;

const SOURCES = ['system', 'monitoring', 'jetstream'] as const;
type Source = (typeof SOURCES)[number];

/** The most that parsing may hold up others, milliseconds, by consumers. */
const STALLS: Record<number, number> = { 10_000: 50, 100_000: 200 };
/** The most memory that windows may take, bytes, by consumers. */
const MEMORY: Record<number, number> = { 10_000: 64e6, 100_000: 512e6 };
const VERDICTS_MS = 50;

const JSZ = {
  accounts: true,
  streams: true,
  consumer: true,
  limit: 100_000,
};

async function connectSystem(
  running: RunningNatsCluster,
): Promise<NatsConnection> {
  return connectBare({
    ...running,
    credentials: {
      ...running.credentials,
      accounts: { system: running.credentials.system },
    },
  });
}

/** The same brokers as each source reads them. */
function brokerConfigs(running: RunningNatsCluster) {
  const whole = { ...running.brokerConfig('system'), timeout: TIMEOUT };
  const { system: _, ...jetstream } = { ...whole, name: 'jetstream' } as {
    system?: unknown;
  };
  return [
    whole,
    {
      name: 'monitoring',
      timeout: TIMEOUT,
      monitoring: {
        urls: running.servers.map(({ monitorUrl = '' }) => monitorUrl),
      },
    },
    jetstream as typeof whole,
  ];
}

export const snapshot: Benchmark = {
  name: 'snapshot',
  about:
    'reading all consumers of a broker by each source, beside the bare request with JSON.parse and beside a call for each consumer',

  async run(say): Promise<Measured> {
    const figures: Figure[] = [];
    const ratios: Measured['ratios'] = [];
    const notes: string[] = [];
    const points: Curve['points'] = [];
    const { running, stop } = await startBroker(1, { monitoring: true });
    const { service, close } = await connectService(brokerConfigs(running));
    const client = await connectBare(running);
    const system = await connectSystem(running);
    const [{ pid, monitorUrl = '' }] = running.servers;
    const get = async (path: string) => {
      const response = await fetch(new URL(path, monitorUrl));
      return response.text();
    };
    const bare: Record<Source, () => Promise<unknown>> = {
      system: async () => {
        const { data } = await system.request(
          '$SYS.REQ.SERVER.PING.JSZ',
          JSON.stringify(JSZ),
          { timeout: TIMEOUT_MS },
        );
        return JSON.parse(Buffer.from(data).toString());
      },
      monitoring: async () =>
        JSON.parse(await get('/jsz?accounts=true&streams=true&consumers=true')),
      jetstream: () => readLists(client),
    };
    try {
      for (const { streams, perStream, rounds } of SIZES) {
        const consumers = streams * perStream;
        const named = `${consumers} consumers`;
        const watch = new Stopwatch();
        say(`${named}: creating them`);
        const [ofStreams, ofConsumers] = createCalls(
          exampleSpec(streams, perStream),
          1,
        );
        await makeCalls(client, ofStreams, IN_FLIGHT);
        await makeCalls(client, ofConsumers, IN_FLIGHT);

        const read = async (source: Source): Promise<BrokerSnapshot> => {
          const broker: Broker = service.get(source);
          const found = await broker.readSnapshot({ settings: false });
          if (
            found.consumers.length !== consumers ||
            found.problems.length > 0
          ) {
            throw new Error(
              `${source}: ${found.consumers.length} of ${named}: ${found.problems}`,
            );
          }
          return found;
        };
        /** Processor time of both ends, milliseconds, by name. */
        const spent = new Map<string, number>();
        const spend = async (name: string, work: () => Promise<unknown>) => {
          const used = () => ownTime() + (processorTime(pid) ?? 0);
          // Nobody pays for what others left behind.
          collectGarbage();
          const start = used();
          await watch.time(name, work);
          spent.set(name, (spent.get(name) ?? 0) + used() - start);
        };
        say(`${named}: warming up`);
        for (let i = 0; i < WARM_UP; i++) {
          await bare.system();
          await read('system');
        }
        for (let round = 1; round <= rounds; round++) {
          for (const source of SOURCES) {
            say(`${named}: by ${source}, round ${round} of ${rounds}`);
            await spend(`${named}: ${source}, bare`, bare[source]);
            await spend(`${named}: ${source}`, () => read(source));
          }
        }

        say(`${named}: one call for each of ${ASKED}`);
        const infos = ofConsumers.slice(0, ASKED).map(({ subject }) => ({
          subject: subject.replace('.CREATE.', '.INFO.'),
          body: '',
        }));
        const before = processorTime(pid);
        await watch.time(`${named}: a call for each of ${ASKED}`, () =>
          makeCalls(client, infos, IN_FLIGHT),
        );
        const between = processorTime(pid);
        for (let i = 0; i < rounds; i++) {
          await read('system');
        }
        const after = processorTime(pid);
        const scale = consumers / ASKED;
        const oneByOne =
          watch.median(`${named}: a call for each of ${ASKED}`) * scale;

        say(`${named}: stalls`);
        const stalls: number[] = [];
        for (let round = 0; round < rounds; round++) {
          stalls.push(await longestStall(() => read('system')));
        }
        say(`${named}: windows`);
        const windows = await measureWindows(await read('system'));

        const keda = await get('/jsz?acc=APP&consumers=true&config=true');
        figures.push(
          ...watch.figures(),
          { name: `${named}: longest stall`, unit: 'ms', values: stalls },
          {
            name: `${named}: memory of their windows`,
            unit: 'MiB',
            values: [windows.bytes / 1024 ** 2],
          },
          { name: `${named}: verdicts`, unit: 'ms', values: windows.judged },
          {
            name: `${named}: what one trigger of KEDA downloads`,
            unit: 'kB',
            values: [Buffer.byteLength(keda) / 1024],
          },
        );
        ratios.push({
          name: `${named}: snapshot, over the bare request and JSON.parse (processor time of both ends)`,
          value:
            (spent.get(`${named}: system`) ?? NaN) /
            (spent.get(`${named}: system, bare`) ?? NaN),
          ...(consumers === 10_000 ? { atMost: 1.3 } : {}),
        });
        ratios.push({
          name: `${named}: snapshot, over the bare request and JSON.parse (time)`,
          value:
            watch.median(`${named}: system`) /
            watch.median(`${named}: system, bare`),
        });
        ratios.push({
          name: `${named}: a call for each, over a snapshot (time)`,
          value: oneByOne / watch.median(`${named}: system`),
        });
        ratios.push({
          name: `${named}: questions of a snapshot, over one for each`,
          value: 3 / consumers,
          ...(consumers >= 10_000 ? { atMost: 0.01 } : {}),
        });
        if (before !== undefined && between !== undefined && after) {
          const each = (between - before) * scale;
          ratios.push({
            name: `${named}: processor time of the server for a snapshot, over a call for each`,
            value: (after - between) / rounds / each,
          });
        }
        if (STALLS[consumers]) {
          ratios.push(
            {
              name: `${named}: longest stall, of ${STALLS[consumers]} ms`,
              value: Math.max(...stalls) / STALLS[consumers],
              atMost: 1,
            },
            {
              name: `${named}: memory of their windows, of ${
                MEMORY[consumers] / 1e6
              } MB`,
              value: windows.bytes / MEMORY[consumers],
              atMost: 1,
            },
          );
        }
        if (consumers === 10_000) {
          ratios.push({
            name: `${named}: verdicts, of ${VERDICTS_MS} ms`,
            value: medianOf(windows.judged) / VERDICTS_MS,
            atMost: 1,
          });
        }
        for (const source of SOURCES) {
          points.push({
            x: consumers,
            y: watch.median(`${named}: ${source}`),
            series: source,
          });
        }
        points.push(
          {
            x: consumers,
            y: watch.median(`${named}: system, bare`),
            series: 'system, bare',
          },
          { x: consumers, y: oneByOne, series: 'a call for each' },
        );
      }
    } finally {
      await Promise.all([client.close(), system.close()]);
      await close();
      await stop();
    }
    notes.push(
      `calls for each consumer were made for ${ASKED} of them, ${IN_FLIGHT} in flight, and counted for all in proportion`,
      'the server keeps its store in memory where the machine has a file system for that; settings are not read, as in most samples',
      'stalls and verdicts are counted in processor time of the process; a window has 40 samples; memory is what the process holds more, garbage collected, with the newest snapshot',
      'the server encodes every consumer for a snapshot, whichever way it is asked: without configurations, which are read now and then, is the cheapest question that has them all',
    );
    return {
      figures,
      ratios,
      notes,
      curve: { name: 'snapshot', x: 'consumers', y: 'ms', points },
    };
  },
};
