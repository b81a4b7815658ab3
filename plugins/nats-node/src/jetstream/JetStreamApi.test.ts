import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { fakeJetStream, FakeAnswer } from '../__testUtils__/fakeJetStream';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { failureOf } from '../__testUtils__/failureOf';
import { readBrokerConfigs } from '../config/readBrokerConfigs';
import { BrokerConnection } from '../connection/BrokerConnection';
import {
  RunningNatsCluster,
  startNatsCluster,
  startNatsServer,
} from '../testUtils';
import { JetStreamApi } from './JetStreamApi';
import { readConsumersOf, readMissingStreams, readStreams } from './readAssets';

jest.setTimeout(30_000);

let running: RunningNatsCluster;
let connection: BrokerConnection;
let stop: (() => Promise<void>) | undefined;

beforeAll(async () => {
  running = await startNatsServer({ jetstream: false });
});

function connectTo(cluster: RunningNatsCluster): BrokerConnection {
  const [broker] = readBrokerConfigs(
    new ConfigReader({ nats: { brokers: [cluster.brokerConfig('fake')] } }),
  );
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  return new BrokerConnection({ broker, user: broker.accounts[0], logger });
}

beforeEach(() => {
  connection = connectTo(running);
});

afterEach(async () => {
  await stop?.();
  stop = undefined;
  await connection.close();
});

afterAll(async () => {
  await closeBrokers();
  await running?.stop();
});

async function fake(answer: FakeAnswer) {
  const server = await fakeJetStream(running, answer);
  stop = server.stop;
  const api = new JetStreamApi(connection, { timeoutMs: 500 });
  return { api, asked: server.asked };
}

const busy = { error: { code: 503, err_code: 10008, description: 'busy' } };

describe('JetStreamApi', () => {
  it('asks again while the cluster has no leader', async () => {
    let answers = 0;
    const { api, asked } = await fake(() =>
      ++answers < 3 ? busy : { config: { name: 'S' } },
    );
    await expect(api.findStream('S')).resolves.toMatchObject({
      config: { name: 'S' },
    });
    expect(asked).toHaveLength(3);
  });

  it('does not believe in what no server of a cluster leads', async () => {
    const cluster = await startNatsCluster({ size: 3, jetstream: false });
    const clustered = connectTo(cluster);
    try {
      const replies = [
        { config: { name: 'c' } },
        { config: { name: 'c' }, cluster: { name: 'local' } },
        { config: { name: 'c' }, cluster: { name: 'local', leader: 'n1' } },
      ];
      const { asked } = await fakeJetStream(cluster, () => replies.shift());
      const api = new JetStreamApi(clustered, { timeoutMs: 500 });
      await expect(api.findConsumer('S', 'c')).resolves.toMatchObject({
        cluster: { leader: 'n1' },
      });
      expect(asked).toHaveLength(3);
    } finally {
      await clustered.close();
      await cluster.stop();
    }
  });

  it('asks again where nobody answers for a moment', async () => {
    const api = new JetStreamApi(connection, { timeoutMs: 2_000 });
    const facts = api.serverFacts();
    // The server says at once that nobody listens.
    await sleep(300);
    await fake(() => ({ api: { level: 5 } }));
    await expect(facts).resolves.toMatchObject({ level: 5 });
  });

  it('says so where nobody answers at all', async () => {
    const api = new JetStreamApi(connection, { timeoutMs: 500 });
    expect(await failureOf(api.serverFacts())).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('JetStream is off'),
    });
  });

  it('stops asking again when the caller aborts', async () => {
    const { api } = await fake(() => busy);
    const started = Date.now();
    const error = await failureOf(
      api.findStream('S', AbortSignal.timeout(250)),
    );
    expect(error.name).toMatch(/AbortError|TimeoutError/);
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  it('lets a caller who aborts go while the server is silent', async () => {
    const { api } = await fake(() => undefined);
    const started = Date.now();
    await failureOf(api.findStream('S', AbortSignal.timeout(100)));
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  it('tells a missing asset from an error', async () => {
    const { api } = await fake(({ operation }) =>
      operation.startsWith('STREAM')
        ? { error: { code: 404, err_code: 10059 } }
        : { error: { code: 400, err_code: 10025, description: 'bad' } },
    );
    await expect(api.findStream('S')).resolves.toBeUndefined();
    await expect(api.findConsumer('S', 'c')).rejects.toMatchObject({
      errCode: 10025,
    });
  });

  it('gives up soon on a broker that does not answer, and names it', async () => {
    const { api } = await fake(() => undefined);
    expect(await failureOf(api.serverFacts())).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(running.servers[0].url),
    });
  });

  it('lets no name become another subject', async () => {
    const { api, asked } = await fake(() => ({}));
    for (const name of ['', 'a.b', '*', '>', 'a b', 'a\n']) {
      expect(await failureOf(api.findStream(name))).toMatchObject({
        name: 'InputError',
      });
    }
    expect(asked).toEqual([]);
  });
});

describe('reading what there is', () => {
  it('reads all pages, and asks for one that a list is missing', async () => {
    const all = Array.from({ length: 5 }, (_, i) => `S${i}`);
    const { api, asked } = await fake(({ operation, body }) => {
      if (operation === 'STREAM.LIST') {
        const offset = Number(body.offset);
        const page = all.slice(offset, offset + 2);
        return {
          total: 5,
          limit: 2,
          streams: page
            .filter(name => !['S1', 'S2'].includes(name))
            .map(name => ({ config: { name } })),
          // Somebody else's stream is late as well, and does not matter.
          missing: page.filter(name => ['S1', 'S2'].includes(name)),
        };
      }
      return operation === 'STREAM.INFO.S1'
        ? { config: { name: 'S1', max_msgs: 5 }, state: { messages: 3 } }
        : { total: 0, limit: 256, consumers: [] };
    });
    const consumers = [{ name: 'c' }];
    const listed = await readStreams(api);
    await readMissingStreams(api, listed, [{ name: 'S1' }, { name: 'NEW' }]);
    await readConsumersOf(api, { name: 'S1', consumers });
    const { streams } = listed;
    expect([...streams.keys()].sort()).toEqual(['S0', 'S1', 'S3', 'S4']);
    expect(streams.get('S1')).toMatchObject({ messages: 3 });
    expect(asked).toEqual([
      'STREAM.LIST',
      'STREAM.LIST',
      'STREAM.LIST',
      'STREAM.INFO.S1',
      'CONSUMER.LIST.S1',
    ]);
  });
});

describe('an old server', () => {
  const spec = {
    streams: [{ name: 'S', subjects: ['s'], maxAge: '1h', compression: 's2' }],
  };

  it('that drops a field without a word is found out', async () => {
    const { asked } = await fake(({ operation, body }) => {
      if (operation === 'STREAM.LIST') {
        return { total: 0, limit: 256, streams: [] };
      }
      const { compression: _dropped, ...config } = body;
      return operation === 'INFO' ? {} : { config };
    });
    const broker = brokerAt(running.brokerConfig('fake'));
    const error = await failureOf(broker.applyMessaging(spec));
    expect(error.name).toBe('ConflictError');
    expect(error.message).toMatch(/Stream S: .*compression is undefined/);
    expect(asked).toContain('STREAM.CREATE.S');
  });
});

describe('a broker that answers a write with a temporary refusal and then something else', () => {
  it('is read again before it is written again', async () => {
    let created = false;
    const { asked } = await fake(({ operation, body }) => {
      switch (operation) {
        case 'INFO':
          return {};
        case 'STREAM.LIST':
          return { total: 0, limit: 256, streams: [] };
        case 'STREAM.CREATE.S':
          // Somebody else was faster, with another limit.
          created = true;
          return {
            error: { code: 400, err_code: 10058, description: 'in use' },
          };
        case 'STREAM.INFO.S':
          return { config: { name: 'S', subjects: ['s'], max_msgs: 5 } };
        default:
          return { config: body };
      }
    });
    const broker = brokerAt(running.brokerConfig('fake'));
    const applied = await broker.applyMessaging({
      streams: [{ name: 'S', subjects: ['s'], maxAge: '1h' }],
    });
    expect(created).toBe(true);
    expect(applied.plan.assets).toMatchObject([
      { action: 'update', changes: [{ field: 'maxAge', to: '1h' }] },
    ]);
    expect(asked.slice(-3)).toEqual([
      'STREAM.CREATE.S',
      'STREAM.INFO.S',
      'STREAM.UPDATE.S',
    ]);
  });
});

describe('a broker without JetStream', () => {
  it('is said to have none', async () => {
    expect(
      await failureOf(
        brokerAt(running.brokerConfig('fake')).planMessaging({ streams: [] }),
      ),
    ).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/account APP: JetStream is off/),
    });
  });
});
