import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import { BrokerWatch, said } from '../__testUtils__/watchBroker';
import {
  RunningNatsCluster,
  startNatsCluster,
  startNatsServer,
} from '../testUtils';

jest.setTimeout(600_000);

const MEBIBYTE = 1024 ** 2;

afterAll(closeBrokers);

const watchOf = (running: RunningNatsCluster) =>
  new BrokerWatch(brokerAt(running.brokerConfig('watched')));

describe('one server', () => {
  let running: RunningNatsCluster;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsServer({
      maxFileStore: 4 * MEBIBYTE,
      maxMemoryStore: 4 * MEBIBYTE,
    });
    client = await clientOf(running);
  });

  afterEach(async () => {
    await ask(client, 'STREAM.DELETE.S').catch(() => {});
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  const makeStream = (config: object = {}) =>
    ask(client, 'STREAM.CREATE.S', { name: 'S', subjects: ['s'], ...config });

  const store = async (bytes: number) => {
    const size = MEBIBYTE / 4;
    for (let left = bytes; left > 0; left -= size) {
      await client
        .jetstream()
        .publish('s', new Uint8Array(Math.min(size, left)));
    }
  };

  it('ok: it answers, and has room', async () => {
    expect(await watchOf(running).until('ok ok')).toEqual(['ok ok']);
  });

  it.each([
    ['file', 'storage-full'],
    ['memory', 'memory-full'],
  ])('the store in %s is used: %s', async (storage, rule) => {
    await makeStream({ storage });
    await store(3.25 * MEBIBYTE);
    const watch = watchOf(running);
    expect(await watch.until(`warning ${rule}`)).toContain(`warning ${rule}`);
    await store(0.5 * MEBIBYTE);
    expect(await watch.until(`error ${rule}`)).toContain(`error ${rule}`);
  });

  it('storage-reserved: streams were promised nearly all of it', async () => {
    await makeStream({ max_bytes: Math.floor(3.9 * MEBIBYTE) });
    const rules = await watchOf(running).until('info storage-reserved');
    expect(rules).toEqual(['info storage-reserved']);
  });

  it('storage-filling: it grows, and is full within a day', async () => {
    await makeStream();
    const rules = await watchOf(running).until('warning storage-filling', {
      between: () => client.jetstream().publish('s', new Uint8Array(100_000)),
    });
    expect(rules).toContain('warning storage-filling');
  });
});

it('no-jetstream: no server has it', async () => {
  const running = await startNatsServer({ jetstream: false });
  try {
    const rules = await watchOf(running).until('warning no-jetstream');
    expect(rules).toEqual(['warning no-jetstream']);
  } finally {
    await running.stop();
  }
});

it('never-reached, restarted, last-attempt-failed: a server that goes and comes', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'nats-comes-'));
  const first = await startNatsServer({ directory });
  const { ports, credentials, authority } = first;
  const config = first.brokerConfig('comes');
  let second: RunningNatsCluster | undefined;
  try {
    // A server is new for minutes, whatever it takes to start one.
    const watch = new BrokerWatch(brokerAt(config), undefined, 1);
    await watch.until('ok ok');
    await first.servers[0].kill();
    expect(await watch.until('info last-attempt-failed')).toEqual([
      'info last-attempt-failed',
    ]);
    const stranger = new BrokerWatch(brokerAt({ ...config, name: 'never' }));
    expect(await stranger.until('unknown never-reached')).toEqual([
      'unknown never-reached',
    ]);
    second = await startNatsServer({
      directory,
      ports,
      credentials,
      authority,
    });
    expect(await watch.until('info restarted')).toContain('info restarted');
    expect(await stranger.until('ok ok')).toEqual(['ok ok']);
  } finally {
    await second?.stop();
    await first.stop();
    await rm(directory, { recursive: true, force: true });
  }
});

it('servers-unseen, partly-read: accounts are all there is, and one has no JetStream', async () => {
  const running = await startNatsServer({ accountsWithoutJetStream: ['BARE'] });
  const { system: _, ...config } = running.brokerConfig('accounts');
  try {
    const watch = new BrokerWatch(brokerAt(config));
    const rules = await watch.until('info partly-read');
    expect(rules).toEqual(['unknown servers-unseen', 'info partly-read']);
  } finally {
    await running.stop();
  }
});

describe('three servers', () => {
  // What a new leader says of the former one is not what a leader says of a follower.
  it.each([
    ['the leader', true],
    ['a follower', false],
  ])(
    'servers-missing, member-away, no-meta-leader, unhealthy: %s is killed, then another',
    async (_who, isLeader) => {
      const running = await startNatsCluster();
      try {
        const watch = watchOf(running);
        await watch.until('ok ok');
        const [first, second] = [...running.servers].sort(
          (a, b) =>
            Number((b.name === watch.metaLeader) === isLeader) -
            Number((a.name === watch.metaLeader) === isLeader),
        );
        await first.kill();
        const one = await watch.until('warning servers-missing');
        expect(one).toContain('warning servers-missing');
        expect(await watch.until('warning member-away')).toContain(
          'warning member-away',
        );
        await second.kill();
        const two = await watch.until('error no-meta-leader');
        expect(two).toContain('error no-meta-leader');
        expect(two).toContain('error servers-missing');
        expect(await watch.until('warning unhealthy')).toContain(
          'warning unhealthy',
        );
        expect(said(watch.verdict())).not.toContain('ok ok');
      } finally {
        await running.stop();
      }
    },
  );
});
