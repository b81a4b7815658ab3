import {
  RunningNatsCluster,
  startNatsCluster,
} from '@nats-portal/plugin-nats-node/testUtils';
import { connect } from 'nats';
import { Benchmark, Figure, Measured } from '../harness/Benchmark';
import { Publishers } from '../load/Publishers';
import { benchmarkFolder } from './benchmarkFolder';

/** Of one message, bytes, as in the tables that people know. */
const SIZE = 128;
const ROUNDS = 3;

interface Row {
  name: string;
  publishers: number;
  messages: number;
  window: number | 'core';
  /** Copies of each message; none in core NATS. */
  replicas?: number;
}

const ROWS: Row[] = [
  { name: 'core, 1 client', publishers: 1, messages: 2e6, window: 'core' },
  { name: 'core, 4 clients', publishers: 4, messages: 1e6, window: 'core' },
  {
    name: 'JetStream R1, asynchronous',
    publishers: 1,
    messages: 2e5,
    window: 4096,
    replicas: 1,
  },
  {
    name: 'JetStream R3, asynchronous',
    publishers: 1,
    messages: 1e5,
    window: 4096,
    replicas: 3,
  },
  {
    name: 'JetStream R3, synchronous',
    publishers: 1,
    messages: 3e3,
    window: 1,
    replicas: 3,
  },
];

/** What the publishers of a row did together. */
interface Outcome {
  perSecond: number;
  latencies: number[];
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

async function publish(
  running: RunningNatsCluster,
  processes: Publishers,
  { publishers, messages, window }: Row,
): Promise<Outcome> {
  const [{ user, password }] = Object.values(running.credentials.accounts);
  const all = await processes.publish(
    Array.from({ length: publishers }, (_, i) => {
      const { url } = running.servers[i % running.servers.length];
      return {
        login: { url, user, password, ca: running.ca },
        subject: 'bench',
        size: SIZE,
        messages,
        window,
      };
    }),
  );
  const startedAt = Math.min(...all.map(one => one.startedAt));
  const endedAt = Math.max(...all.map(one => one.endedAt));
  return {
    perSecond: (publishers * messages) / ((endedAt - startedAt) / 1000),
    latencies: all.flatMap(one => one.latencies).sort((a, b) => a - b),
  };
}

/** Runs a row on a stream of its own, where it needs one. */
async function runRow(
  running: RunningNatsCluster,
  processes: Publishers,
  row: Row,
): Promise<Outcome> {
  if (!row.replicas) {
    return publish(running, processes, row);
  }
  const [{ user, password: pass }] = Object.values(
    running.credentials.accounts,
  );
  const client = await connect({
    servers: running.servers.map(({ url }) => url),
    user,
    pass,
    tls: running.ca === undefined ? undefined : { ca: running.ca },
  });
  try {
    const manager = await client.jetstreamManager();
    await manager.streams.add({
      name: 'BENCH',
      subjects: ['bench'],
      num_replicas: row.replicas,
    });
    const outcome = await publish(running, processes, row);
    const { state } = await manager.streams.info('BENCH');
    if (state.messages !== row.messages * row.publishers) {
      throw new Error(
        `${row.name}: the stream holds ${state.messages} messages of ${row.messages}`,
      );
    }
    await manager.streams.delete('BENCH');
    return outcome;
  } finally {
    await client.close();
  }
}

function figuresOf(name: string, outcomes: readonly Outcome[]): Figure[] {
  const rates = outcomes.map(({ perSecond }) => perSecond);
  const figures: Figure[] = [
    { name: `${name}: messages`, unit: '1/s', values: rates },
    {
      name: `${name}: payload`,
      unit: 'MiB/s',
      values: rates.map(rate => (rate * SIZE) / 1024 ** 2),
    },
  ];
  if (outcomes[0].latencies.length > 0) {
    const latency = (part: number): Figure['values'] =>
      outcomes.map(({ latencies }) => quantile(latencies, part));
    figures.push(
      { name: `${name}: half are stored in`, unit: 'ms', values: latency(0.5) },
      {
        name: `${name}: 99 % are stored in`,
        unit: 'ms',
        values: latency(0.99),
      },
    );
  }
  return figures;
}

export const broker: Benchmark = {
  name: 'broker',
  about: `publishing messages of ${SIZE} bytes to three servers on this machine, with TLS as generated and without`,

  async run(say): Promise<Measured> {
    const figures: Figure[] = [];
    const store = await benchmarkFolder();
    const processes = new Publishers(
      Math.max(...ROWS.map(({ publishers }) => publishers)),
    );
    try {
      for (const tls of [true, false]) {
        const running = await startNatsCluster({
          tls,
          directory: store.path(tls ? 'tls' : 'plain'),
          maxFileStore: 2 * 1024 ** 3,
        });
        try {
          for (const row of ROWS) {
            const name = `${tls ? 'TLS' : 'no TLS'}, ${row.name}`;
            say(name);
            const outcomes: Outcome[] = [];
            for (let round = 0; round < ROUNDS; round++) {
              outcomes.push(await runRow(running, processes, row));
            }
            figures.push(...figuresOf(name, outcomes));
          }
        } finally {
          await running.stop();
        }
      }
    } finally {
      processes.stop();
      await store.remove();
    }
    return {
      figures,
      ratios: [],
      notes: [
        'each publisher is a process that writes frames over a bare socket and counts acknowledgements: a client library on one process would be what is measured',
        `three servers and the publishers share the cores of this machine; the store was on ${store.kind}`,
      ],
    };
  },
};
