import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import { BrokerWatch, said } from '../__testUtils__/watchBroker';
import {
  freePorts,
  natsServerBinary,
  NatsServerProcess,
  RunningNatsCluster,
  RunningNatsServer,
  startNatsCluster,
} from '../testUtils';

jest.setTimeout(600_000);

/** A machine that has much else to do may miss a moment; then it comes again. */
const PATIENCE_MS = 240_000;
/** A leader notices within twice ten seconds that it is alone (nats-server, lost quorum check). */
const ALONE_MS = 25_000;

/** Samples of a server that goes on, one right after the other. */
const CATCHING_UP = 20;

const STREAM = { name: 'S', subjects: ['s'], num_replicas: 3 };

let running: RunningNatsCluster;
let client: NatsConnection;

beforeAll(async () => {
  running = await startNatsCluster({ tls: false, monitoring: true });
  client = await clientOf(running);
  await ask(client, 'STREAM.CREATE.S', STREAM);
  await ask(client, 'CONSUMER.CREATE.S.c', {
    stream_name: 'S',
    config: { name: 'c', durable_name: 'c', ack_policy: 'explicit' },
  });
});

afterAll(async () => {
  await closeBrokers();
  await client?.close();
  await running?.stop();
});

/** What is said of the broker, its stream and its consumer. */
const saidOfAll = (watch: BrokerWatch) => [
  ...said(watch.verdict()).map(text => `broker: ${text}`),
  ...said(watch.streamVerdict('S')).map(text => `stream: ${text}`),
  ...said(watch.consumerVerdict('S', 'c')).map(text => `consumer: ${text}`),
];

/** Makes the leader of JetStream lead the stream and the consumer too. @returns its name where it does */
async function gatherLeaders(leader: string | undefined) {
  for (const [what, name] of [
    ['STREAM', 'S'],
    ['CONSUMER', 'S.c'],
  ]) {
    const { cluster } = await ask<{ cluster: { leader?: string } }>(
      client,
      `${what}.INFO.${name}`,
    );
    if (cluster.leader !== leader) {
      await ask(client, `${what}.LEADER.STEPDOWN.${name}`, {
        placement: { preferred: leader },
      });
      return undefined;
    }
  }
  return leader;
}

/** The server that leads everything. */
async function oneLeader(): Promise<RunningNatsServer> {
  const watch = new BrokerWatch(brokerAt(running.brokerConfig('all')));
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    await watch.until('ok ok');
    // What is between two leaders answers with an error, or not at all.
    const name = await gatherLeaders(watch.metaLeader).catch(() => undefined);
    const server = running.servers.find(one => one.name === name);
    if (server) {
      return server;
    }
    await sleep(500);
  }
  throw new Error('no server leads everything');
}

/** Does something again and again, so many at a time; what comes together may be one operation. */
async function again(
  forMs: number,
  inFlight: number,
  work: (i: number) => Promise<unknown>,
): Promise<void> {
  const over = Date.now() + forMs;
  let count = 0;
  const worker = async () => {
    while (Date.now() < over) {
      await work(count++);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

type Operations = (client: NatsConnection, forMs: number) => Promise<void>;

/** A change of a stream is an operation of the servers' own group. */
const changeStream: Operations = (worker, forMs) =>
  again(forMs, 16, i =>
    ask(worker, 'STREAM.UPDATE.S', { ...STREAM, description: `${i}` }),
  );

const publish: Operations = (worker, forMs) =>
  again(forMs, 3, () => worker.jetstream().publish('s', 'x'));

const consume: Operations = async (worker, forMs) => {
  const reader = await worker.jetstream().consumers.get('S', 'c');
  await again(forMs, 8, async () => {
    const message = await reader.next({ expires: 1_000 });
    message?.ack();
  });
};

it.each([
  ['broker: info member-behind', changeStream],
  ['stream: warning replica-behind', publish],
  ['consumer: warning replica-behind', consume],
])('%s, while a server does nothing for a moment', async (rule, work) => {
  const heard = new Set<string>();
  const deadline = Date.now() + PATIENCE_MS;
  // Who does nothing for five seconds is not behind but away, until it begins to catch up.
  for (
    let moment = 3_000;
    Date.now() < deadline && !heard.has(rule);
    moment *= 2
  ) {
    const leader = await oneLeader();
    const [slow] = running.servers.filter(({ name }) => name !== leader.name);
    const alone = { ...running, servers: [leader] };
    const worker = await clientOf(alone);
    const watch = new BrokerWatch(
      brokerAt({ ...running.brokerConfig('slow'), servers: [leader.url] }),
    );
    const look = async () => {
      await watch.sample();
      saidOfAll(watch).forEach(text => heard.add(text));
    };
    if (work === consume) {
      await publish(worker, moment);
    }
    slow.signal('SIGSTOP');
    try {
      await work(worker, moment).catch(() => {});
      await look();
    } finally {
      slow.signal('SIGCONT');
      await worker.close();
    }
    for (let i = 0; i < CATCHING_UP && !heard.has(rule); i++) {
      await look();
    }
  }
  expect([...heard]).toContain(rule);
});

it('no-quorum: a leader is all that is left', async () => {
  const heard = new Set<string>();
  const wanted = [
    'broker: error no-quorum',
    'stream: error no-quorum',
    'consumer: error no-quorum',
  ];
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && !wanted.every(rule => heard.has(rule))) {
    const leader = await oneLeader();
    const others = running.servers.filter(({ name }) => name !== leader.name);
    const watch = new BrokerWatch(
      brokerAt({ ...running.brokerConfig('alone'), servers: [leader.url] }),
    );
    const over = Date.now() + ALONE_MS;
    others.forEach(server => server.signal('SIGSTOP'));
    try {
      while (Date.now() < over && !wanted.every(rule => heard.has(rule))) {
        await watch.sample();
        saidOfAll(watch).forEach(text => heard.add(text));
        await sleep(200);
      }
    } finally {
      others.forEach(server => server.signal('SIGCONT'));
    }
  }
  expect([...heard]).toEqual(expect.arrayContaining(wanted));
});

it('broker: warning leader-unseen, where a server was started where it does not reach the others', async () => {
  const leader = await oneLeader();
  const [lonely] = running.servers.filter(({ name }) => name !== leader.name);
  const index = running.servers.indexOf(lonely);
  const [elsewhere, nowhere] = await freePorts(2);
  const text = await readFile(lonely.configFile, 'utf8');
  await lonely.kill();
  await writeFile(
    lonely.configFile,
    text
      .replaceAll(/nats:\/\/127\.0\.0\.1:\d+/g, `nats://127.0.0.1:${nowhere}`)
      .replace(
        `127.0.0.1:${running.ports.route[index]}`,
        `127.0.0.1:${elsewhere}`,
      ),
  );
  const apart = await NatsServerProcess.start(
    natsServerBinary(),
    lonely.configFile,
  );
  try {
    const watch = new BrokerWatch(
      brokerAt({
        name: 'apart',
        monitoring: {
          urls: running.servers.map(({ monitorUrl = '' }) => monitorUrl),
        },
      }),
    );
    expect(await watch.until('warning leader-unseen')).toContain(
      'warning leader-unseen',
    );
  } finally {
    await apart.kill();
  }
});
