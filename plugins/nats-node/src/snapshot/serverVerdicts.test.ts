import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import { eventually } from '../__testUtils__/eventually';
import { garble } from '../__testUtils__/garble';
import { BrokerWatch, said } from '../__testUtils__/watchBroker';
import { forEachBounded } from '../forEachBounded';
import {
  freePorts,
  issueCertificate,
  natsServerBinary,
  NatsServerProcess,
  RunningNatsCluster,
  startNatsCluster,
  startNatsServer,
} from '../testUtils';

jest.setTimeout(600_000);

const DAY_MS = 86_400_000;

afterAll(closeBrokers);

describe('one server', () => {
  let running: RunningNatsCluster;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsServer();
    client = await clientOf(running);
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  it('certificate-expiring: it was given one that ends soon, and one that ends sooner', async () => {
    const [{ configFile, name, signal }] = running.servers;
    const watch = new BrokerWatch(brokerAt(running.brokerConfig('tls')));
    await watch.until('ok ok');
    for (const [days, rule] of [
      [3, 'warning certificate-expiring'],
      [0.5, 'error certificate-expiring'],
    ] as const) {
      const { certificate, privateKey } = await issueCertificate(
        running.authority!,
        {
          commonName: name,
          hosts: ['localhost', '127.0.0.1'],
          notAfter: new Date(Date.now() + days * DAY_MS),
        },
      );
      const folder = join(dirname(configFile), 'tls');
      await writeFile(join(folder, `${name}.pem`), certificate);
      await writeFile(join(folder, `${name}.key.pem`), privateKey);
      signal('SIGHUP');
      expect(await watch.until(rule)).toContain(rule);
    }
  });
});

it('slow-consumers, stalled-clients: a client asks for messages and reads none', async () => {
  const running = await startNatsServer({ tls: false });
  const client = await clientOf(running);
  const { user, password } = running.credentials.accounts.APP;
  const deaf = connect(running.ports.client[0], '127.0.0.1').pause();
  deaf.on('error', () => {});
  try {
    const watch = new BrokerWatch(brokerAt(running.brokerConfig('flood')));
    await watch.until('ok ok');
    deaf.write(
      `CONNECT ${JSON.stringify({
        user,
        pass: password,
        verbose: false,
      })}\r\nSUB flood 1\r\nPING\r\n`,
    );
    const text = 'x'.repeat(1_000_000);
    // 64 MiB may wait for a client, and what the system keeps for it.
    const flood = async () => {
      for (let i = 0; i < 20; i++) {
        client.publish('flood', text);
      }
      await client.flush();
    };
    const rules = await watch.until('warning slow-consumers', {
      between: flood,
    });
    expect(rules).toContain('warning slow-consumers');
    expect(await watch.until('info stalled-clients')).toContain(
      'info stalled-clients',
    );
  } finally {
    deaf.destroy();
    await client.close();
    await running.stop();
  }
});

it('stale: nobody has answered for long', async () => {
  const running = await startNatsServer({ tls: false });
  try {
    const watch = new BrokerWatch(brokerAt(running.brokerConfig('s')), 1_000);
    await watch.until('ok ok');
    await running.servers[0].kill();
    expect(await watch.until('unknown stale')).toEqual(['unknown stale']);
  } finally {
    await running.stop();
  }
});

it('many-assets: a thousand consumers have copies', async () => {
  const running = await startNatsCluster({ size: 2, tls: false });
  const client = await clientOf(running);
  try {
    await ask(client, 'STREAM.CREATE.M', {
      name: 'M',
      subjects: ['m'],
      num_replicas: 2,
      storage: 'memory',
    });
    const names = Array.from({ length: 1_000 }, (_, i) => `c${i}`);
    await forEachBounded(names, 16, async name => {
      await ask(client, `CONSUMER.CREATE.M.${name}`, {
        stream_name: 'M',
        config: {
          name,
          durable_name: name,
          ack_policy: 'none',
          mem_storage: true,
        },
      });
    });
    const watch = new BrokerWatch(brokerAt(running.brokerConfig('many')));
    expect(await watch.until('info many-assets')).toContain('info many-assets');
  } finally {
    await client.close();
    await Promise.all(running.servers.map(server => server.kill()));
    await running.stop();
  }
});

/** Starts servers on files that are the same, as a ConfigMap gives it to all pods: what differs is in the environment. */
async function startOnOneFile(binaries: string[]) {
  const directory = await mkdtemp(join(tmpdir(), 'nats-same-'));
  const size = binaries.length;
  const ports = await freePorts(3 * size);
  const [client, route, monitor] = [0, 1, 2].map(i =>
    ports.slice(i * size, (i + 1) * size),
  );
  const routes = route.map(port => `"nats://127.0.0.1:${port}"`);
  const text = [
    'server_name: $SERVER',
    'host: 127.0.0.1',
    'port: $CLIENT_PORT',
    'http_port: $MONITOR_PORT',
    `cluster { name: same, host: 127.0.0.1, port: $ROUTE_PORT, routes: [${routes}] }`,
    'accounts { SYS { users: [{ user: sys, password: sys }] } }',
    'system_account: SYS',
  ].join('\n');
  const files = binaries.map((_, i) => join(directory, `n${i + 1}.conf`));
  await Promise.all(files.map(file => writeFile(file, text)));
  const servers: NatsServerProcess[] = [];
  for (const [i, binary] of binaries.entries()) {
    servers.push(
      await NatsServerProcess.start(binary, files[i], {
        SERVER: `n${i + 1}`,
        CLIENT_PORT: String(client[i]),
        ROUTE_PORT: String(route[i]),
        MONITOR_PORT: String(monitor[i]),
      }),
    );
  }
  return {
    files,
    text,
    servers,
    ports: { client, monitor },
    /** An entry of `nats.brokers`. */
    config: {
      name: 'same',
      servers: client.map(port => `nats://127.0.0.1:${port}`),
      expectedServers: size,
      system: { user: 'sys', password: 'sys' },
    },
    stop: async () => {
      await Promise.all(servers.map(server => server.kill()));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** They have no JetStream, which is said as well, and means that all answer. */
const FINE = ['warning no-jetstream'];

describe('three servers of one file', () => {
  let same: Awaited<ReturnType<typeof startOnOneFile>>;

  beforeAll(async () => {
    same = await startOnOneFile(Array(3).fill(natsServerBinary()));
  });

  afterAll(() => same?.stop());

  it('config-not-reloaded: one of them did not take a change in', async () => {
    const watch = new BrokerWatch(brokerAt(same.config));
    const isSettled = async () => {
      await watch.sample();
      return said(watch.verdict());
    };
    const settled = () =>
      eventually(isSettled, rules => rules.join() === FINE.join());
    expect(await settled()).toEqual(FINE);
    for (const file of same.files) {
      await writeFile(file, `${same.text}\nping_interval: 100\n`);
    }
    const [first, second, third] = same.servers;
    first.signal('SIGHUP');
    const [some, most] = ['info', 'warning'].map(
      level => `${level} config-not-reloaded`,
    );
    expect(await watch.until(some)).toContain(some);
    second.signal('SIGHUP');
    expect(await watch.until(most)).toContain(most);
    third.signal('SIGHUP');
    expect(await settled()).toEqual(FINE);
  });

  it('clock-skew: the clock that one of them tells is moved on its way', async () => {
    const [port] = same.ports.monitor;
    const wire = await garble(port, text =>
      text.replace(
        /"now": "(\d{4})/,
        (_, year) => `"now": "${Number(year) - 1}`,
      ),
    );
    try {
      const urls = [wire.port, ...same.ports.monitor.slice(1)].map(
        one => `http://127.0.0.1:${one}`,
      );
      const watch = new BrokerWatch(
        brokerAt({ name: 'skewed', monitoring: { urls } }),
      );
      const rule = 'warning clock-skew';
      expect(await watch.until(rule)).toContain(rule);
    } finally {
      await wire.close();
    }
  });

  it('no-answer, partly-read: what they are is lost on the way, what they hold is not', async () => {
    const wire = await garble(same.ports.client[0], text =>
      text.replaceAll(/(MSG _INBOX\.\S+\.)varz /g, '$1lost '),
    );
    try {
      const watch = new BrokerWatch(
        brokerAt({
          ...same.config,
          name: 'half',
          servers: [`nats://127.0.0.1:${wire.port}`],
          timeout: { seconds: 2 },
        }),
      );
      expect(await watch.until('unknown no-answer')).toEqual([
        'unknown no-answer',
      ]);
    } finally {
      await wire.close();
    }
  });
});

if (process.env.NATS_SERVER_2_10) {
  it('version-mix: servers of 2.10 and of now run together', async () => {
    const { NATS_SERVER_2_10: old = '' } = process.env;
    const mixed = await startOnOneFile([old, natsServerBinary()]);
    try {
      const watch = new BrokerWatch(brokerAt(mixed.config));
      const rule = 'info version-mix';
      expect(await watch.until(rule)).toContain(rule);
    } finally {
      await mixed.stop();
    }
  });
}
