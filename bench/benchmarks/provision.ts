import { Broker } from '@nats-portal/plugin-nats-node';
import { NatsConnection } from 'nats';
import { setTimeout as sleep } from 'node:timers/promises';
import { Benchmark, Measured } from '../harness/Benchmark';
import { peakHeapGrowth } from '../harness/heap';
import { Stopwatch } from '../harness/Stopwatch';
import {
  connectBare,
  createCalls,
  deleteAll,
  makeCalls,
  readLists,
} from './bareClient';
import { exampleSpec } from './exampleSpec';
import { NatsCliTime, timeNatsCli } from './natsCli';
import { startBroker } from './startBroker';

/** Requests in flight that the bare client is tried with; its best counts. Fewer (4, 16) were never better. */
const IN_FLIGHT = [64, 256];
const CONSUMERS_PER_STREAM = 10;
/** A broker goes on storing and cleaning up after it has answered; what comes next shall not pay for it, milliseconds. */
const REST_MS = 1_000;

/** Applying again, beside making the same calls again. */
const FASTER_THAN_CREATING = 5;

/** What takes tenths of a second is timed several times in a round. */
const REPEATED = 5;
/** The code of both sides is compiled while it runs; only what is compiled is compared. */
const WARM_UP_STREAMS = 100;
const WARM_UP_ROUNDS = 10;
/** One process for each of 11,000 streams and consumers would take longer than all else. */
const CLI_STREAMS = 10;

interface Scenario {
  name: string;
  servers: number;
  replicas: number;
  streams: number;
  rounds: number;
}

const SCENARIOS: Scenario[] = [
  { name: 'one server', servers: 1, replicas: 1, streams: 1000, rounds: 3 },
  { name: 'three servers', servers: 3, replicas: 3, streams: 100, rounds: 4 },
];

async function warmUp(
  client: NatsConnection,
  broker: Broker,
  replicas: number,
): Promise<void> {
  const spec = exampleSpec(WARM_UP_STREAMS, CONSUMERS_PER_STREAM);
  for (const group of createCalls(spec, replicas)) {
    await makeCalls(client, group, IN_FLIGHT[0]);
  }
  await deleteAll(client, spec);
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    await broker.applyMessaging(spec);
    await readLists(client);
  }
  await deleteAll(client, spec);
}

function describeCli(cli: NatsCliTime): string {
  return `nats CLI: ${
    'reason' in cli ? cli.reason : cli.version
  }; Terraform is not measured, its provider is downloaded when it is used`;
}

/**
 * What stands between applying again and the goal beside creating identically again.
 *
 * @param creates - creating identically again, over reading the lists
 */
function explainFloor(creates: number): string {
  const most = creates / FASTER_THAN_CREATING;
  return `applying again reads the list of streams and, of each, the list of consumers, and a server that stands alone gathers one list after the other; creating identically again took ${creates.toFixed(
    2,
  )} times as long as reading the lists, so that to be ${FASTER_THAN_CREATING} times faster, applying again may take ${most.toFixed(
    2,
  )} times as long as reading them, which ${
    most < 1
      ? 'nobody can who reads them'
      : 'has to do for checking and comparing all assets'
  }`;
}

async function measure(
  scenario: Scenario,
  say: (text: string) => void,
): Promise<Measured> {
  const { name, servers, replicas, streams, rounds } = scenario;
  const alone = servers === 1;
  const watch = new Stopwatch();
  const spec = exampleSpec(streams, CONSUMERS_PER_STREAM);
  const calls = createCalls(spec, replicas);
  const { running, broker, store, stop } = await startBroker(servers);
  const client = await connectBare(running);
  const memory: number[] = [];
  let cli: NatsCliTime | undefined;
  try {
    const time = async (what: string, work: () => Promise<unknown>) => {
      await sleep(REST_MS);
      await watch.time(`${name}: ${what}`, work);
    };
    await warmUp(client, broker, replicas);
    if (alone) {
      say(`${name}, the nats CLI`);
      const byHand = exampleSpec(CLI_STREAMS, CONSUMERS_PER_STREAM);
      const [{ user, password }] = Object.values(running.credentials.accounts);
      const [{ url }] = running.servers;
      cli = await timeNatsCli(byHand, { url, user, password });
      if ('millisecondsEach' in cli) {
        await deleteAll(client, byHand);
      }
    }
    for (let round = 1; round <= rounds; round++) {
      say(`${name}, round ${round} of ${rounds}`);
      for (const inFlight of IN_FLIGHT) {
        const create = async () => {
          for (const group of calls) {
            await makeCalls(client, group, inFlight);
          }
        };
        await time(`bare client, ${inFlight} in flight`, create);
        if (alone) {
          await time(`bare client again, ${inFlight} in flight`, create);
        }
        await deleteAll(client, spec);
      }
      await time('apply', () => broker.applyMessaging(spec));
      for (let i = 0; i < (alone ? REPEATED : 1); i++) {
        await time('read the lists', () => readLists(client));
        await time('apply again', () => broker.applyMessaging(spec));
      }
      if (alone) {
        memory.push(await peakHeapGrowth(() => broker.planMessaging(spec)));
      }
      await deleteAll(client, spec);
    }
  } finally {
    await client.close();
    await stop();
  }
  const best = (what: string) =>
    Math.min(
      ...IN_FLIGHT.map(n => watch.median(`${name}: ${what}, ${n} in flight`)),
    );
  const again = watch.median(`${name}: apply again`);
  const lists = watch.median(`${name}: read the lists`);
  const peaks = { name: `${name}: memory of a plan`, values: memory };
  return {
    figures: [
      ...watch.figures(),
      ...(memory.length > 0 ? [{ ...peaks, unit: 'MiB' as const }] : []),
      ...(cli && 'millisecondsEach' in cli
        ? [
            {
              name: `${name}: nats CLI, a process for each stream or consumer`,
              unit: 'ms' as const,
              values: [cli.millisecondsEach],
            },
          ]
        : []),
    ],
    ratios: [
      {
        name: `${name}: apply, over the bare client's best`,
        value: watch.median(`${name}: apply`) / best('bare client'),
        atMost: 1.25,
      },
      ...(alone
        ? [
            {
              name: `${name}: apply again, over reading the lists`,
              value: again / lists,
              atMost: 1.5,
            },
            {
              name: `${name}: creating identically again, over apply again`,
              value: best('bare client again') / again,
              atLeast: FASTER_THAN_CREATING,
            },
            {
              name: `${name}: memory of a plan, of 200 MB`,
              value: (Math.max(...memory) * 1024 ** 2) / 200e6,
              atMost: 1,
            },
          ]
        : []),
    ],
    notes: [
      `${name}: the store was on ${store}`,
      ...(cli ? [describeCli(cli)] : []),
      ...(alone ? [explainFloor(best('bare client again') / lists)] : []),
    ],
  };
}

export const provision: Benchmark = {
  name: 'provision',
  about:
    'applying streams with 10 consumers each, beside the same calls made by the bare client, in turns on the same broker',

  async run(say): Promise<Measured> {
    const all: Measured[] = [];
    for (const scenario of SCENARIOS) {
      all.push(await measure(scenario, say));
    }
    return {
      figures: all.flatMap(({ figures }) => figures),
      ratios: all.flatMap(({ ratios }) => ratios),
      notes: all.flatMap(({ notes }) => notes ?? []),
    };
  },
};
