import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../__testUtils__/eventually';
import { listenInSilence } from '../__testUtils__/listenInSilence';
import { readBrokerConfigs } from '../config/readBrokerConfigs';
import {
  freePorts,
  issueCertificate,
  natsServerBinary,
  NatsServerProcess,
  RunningNatsCluster,
  startNatsCluster,
  startNatsServer,
} from '../testUtils';
import { BrokerConnection } from './BrokerConnection';

jest.setTimeout(30_000);

/** As long as a broker is waited for where its configuration says nothing else; a busy machine takes a part of it by itself. */
const TIMEOUT_MS = 4_000;

const opened: BrokerConnection[] = [];

function open(entry: JsonObject): BrokerConnection {
  const [broker] = readBrokerConfigs(
    new ConfigReader({ nats: { brokers: [entry] } }),
  );
  const connection = new BrokerConnection({
    broker,
    user: broker.accounts[0],
    logger: mockServices.logger.mock({
      child: () => mockServices.logger.mock(),
    }),
  });
  opened.push(connection);
  return connection;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map(connection => connection.close()));
});

describe('a broker that answers', () => {
  let broker: RunningNatsCluster;

  beforeAll(async () => {
    broker = await startNatsServer();
  });

  afterAll(async () => {
    await broker?.stop();
  });

  it('is connected to once, however many ask at the same time', async () => {
    const connection = open(broker.brokerConfig('local'));
    const all = await Promise.all([1, 2, 3].map(() => connection.get()));
    expect(new Set(all).size).toBe(1);
    expect(all[0].isClosed()).toBe(false);
  });

  it('is found among servers that refuse or are silent', async () => {
    const silent = await listenInSilence();
    const [unused] = await freePorts(1);
    const config = broker.brokerConfig('local');
    const connection = open({
      ...config,
      servers: [`tls://127.0.0.1:${unused}`, silent.url, broker.servers[0].url],
    });
    const started = Date.now();
    expect((await connection.get()).getServer()).toContain(
      String(broker.ports.client[0]),
    );
    expect(Date.now() - started).toBeLessThan(TIMEOUT_MS);
    await silent.close();
  });

  it('refuses a wrong password: NotAllowedError, without the password', async () => {
    const connection = open({
      ...broker.brokerConfig('local'),
      accounts: [{ name: 'APP', user: 'portal-app', password: 'guessed' }],
    });
    const error = await connection.get().catch(thrown => thrown);
    expect(error).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringMatching(
        /"local".*APP.*nats\.brokers\[0\]\.accounts\[0\]/,
      ),
    });
    expect(String(error.stack)).not.toContain('guessed');
  });

  it('is not trusted without its authority', async () => {
    const { tls: _tls, ...config } = broker.brokerConfig('local');
    await expect(open(config).get()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('tls.caFile'),
    });
  });

  it('is not trusted with the certificate of another host', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'nats-other-host-'));
    const impostor = await startNatsServer({ directory });
    const { certificate, privateKey } = await issueCertificate(
      impostor.authority!,
      { hosts: ['other.example.org'] },
    );
    await impostor.servers[0].kill();
    await writeFile(join(directory, 'tls/n1.pem'), certificate);
    await writeFile(join(directory, 'tls/n1.key.pem'), privateKey);
    const server = await NatsServerProcess.start(
      natsServerBinary(),
      impostor.servers[0].configFile,
    );
    try {
      const connection = open(impostor.brokerConfig('local'));
      // Until the server listens it refuses every connection.
      const failure = await eventually(
        () => connection.get().catch(error => error),
        error => /certificate/.test(error.message),
        60_000,
      );
      expect(failure).toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(
          /"local".*127\.0\.0\.1 is not in the cert's list.*an address that it names/,
        ),
      });
    } finally {
      await server.kill('SIGKILL');
      await impostor.stop();
      await rm(directory, { recursive: true, force: true });
    }
  }, 120_000);

  it('is tried again after a failed attempt and after it was closed', async () => {
    const connection = open(broker.brokerConfig('local'));
    const first = await connection.get();
    await first.close();
    const second = await connection.get();
    expect(second).not.toBe(first);
    await connection.leave();
    const third = await connection.get();
    expect(third).not.toBe(second);
    expect(third.isClosed()).toBe(false);
  });

  it('is drained at shutdown and not opened again', async () => {
    const connection = open(broker.brokerConfig('local'));
    const client = await connection.get();
    await connection.close();
    expect(client.isClosed()).toBe(true);
    await expect(connection.get()).rejects.toThrow('closed for shutdown');
  });

  it('lets a caller who aborts go at once', async () => {
    const silent = await listenInSilence();
    const connection = open({
      ...broker.brokerConfig('local'),
      servers: silent.url,
      timeout: { milliseconds: 500 },
    });
    await expect(connection.get(AbortSignal.timeout(50))).rejects.toMatchObject(
      { name: 'TimeoutError' },
    );
    await silent.close();
  });
});

describe('a broker that does not answer', () => {
  const account = { name: 'APP', user: 'u', password: 'p' };

  it('is named with its address when the port is closed, at once', async () => {
    const [port] = await freePorts(1);
    const started = Date.now();
    await expect(
      open({
        name: 'away',
        servers: [`tls://127.0.0.1:${port}`],
        accounts: [account],
      }).get(),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        new RegExp(
          `"away".*tls://127\\.0\\.0\\.1:${port} refused the connection \\(after \\d+ ms\\)`,
        ),
      ),
    });
    expect(Date.now() - started).toBeLessThan(TIMEOUT_MS);
  });

  it('is named with its addresses when it never speaks, within the timeout of one in all', async () => {
    const silent = [await listenInSilence(), await listenInSilence()];
    const started = Date.now();
    await expect(
      open({
        name: 'silent',
        servers: silent.map(({ url }) => url),
        accounts: [account],
      }).get(),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        new RegExp(`${silent[0].url} does not answer.* \\(after \\d+ ms\\)`),
      ),
    });
    expect(Date.now() - started).toBeLessThan(silent.length * TIMEOUT_MS);
    // Nothing is left open towards those that never speak.
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(silent.map(({ sockets }) => sockets.size)).toEqual([0, 0]);
    await Promise.all(silent.map(({ close }) => close()));
  });

  it('is named when something else answers', async () => {
    const web = await listenInSilence('HTTP/1.1 400 Bad Request\r\n\r\n');
    await expect(
      open({ name: 'web', servers: web.url, accounts: [account] }).get(),
    ).rejects.toThrow('speaks something other than NATS');
    await web.close();
  });
});

describe('a broker that loses the server of the connection', () => {
  it('is reached by way of another', async () => {
    const broker = await startNatsCluster();
    try {
      const connection = open(broker.brokerConfig('local'));
      const client = await connection.get();
      const server = broker.servers.find(({ url }) =>
        client.getServer().endsWith(url.slice(url.lastIndexOf(':'))),
      );
      await server?.kill();
      // What was under way when the server died is lost; the next call goes elsewhere.
      const again = await eventually(
        async () => {
          const reached = await connection.get();
          return reached.flush().then(
            () => reached,
            () => undefined,
          );
        },
        reached => reached !== undefined,
      );
      expect(again?.getServer()).not.toContain(server?.url.split('//')[1]);
    } finally {
      await broker.stop();
    }
  });
});
