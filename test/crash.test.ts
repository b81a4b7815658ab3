import {
  RunningNatsCluster,
  startNatsCluster,
} from '@nats-portal/plugin-nats-node/testUtils';
import { connect, JetStreamManager, NatsConnection } from 'nats';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { CommandRun } from './CommandRun';

const root = resolve(__dirname, '..');
const STREAMS = 200;

jest.setTimeout(240_000);

function anyPort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? done(address.port)
          : fail(new Error('The system gave no port')),
      );
    });
  });
}

/** The real backend of the local portal, on a database that survives it. */
class Backend {
  readonly #configFile: string;
  readonly #url: string;
  #run: CommandRun | undefined;

  constructor(folder: string, port: number, broker: object) {
    this.#url = `http://localhost:${port}`;
    this.#configFile = join(folder, 'app-config.yaml');
    writeFileSync(
      this.#configFile,
      stringify({
        backend: {
          baseUrl: this.#url,
          listen: { port },
          database: { connection: { directory: join(folder, 'database') } },
        },
        nats: {
          repositories: { directory: join(folder, 'repositories') },
          brokers: [broker],
        },
      }),
      { mode: 0o600 },
    );
  }

  async start(): Promise<void> {
    const run = new CommandRun(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'plugins/nats-backend/dev/index.ts',
        '--config',
        'app-config.yaml',
        '--config',
        this.#configFile,
      ],
      { cwd: root, env: { NODE_ENV: 'development' } },
    );
    this.#run = run;
    for (;;) {
      const ready = await fetch(
        `${this.#url}/.backstage/health/v1/readiness`,
      ).then(
        response => response.ok,
        () => false,
      );
      // Templates are read from disk a moment after the start.
      if (
        ready &&
        (
          await this.#get(
            `/api/catalog/entities/by-name/template/default/nats-broker`,
          )
        ).ok
      ) {
        return;
      }
      const over = await Promise.race([run.ended, sleep(300)]);
      if (over) {
        throw new Error(`The backend ended:\n${over.output}`);
      }
    }
  }

  async kill(): Promise<void> {
    await this.#run?.kill();
  }

  async createTask(values: object): Promise<string> {
    const response = await this.#request('/api/scaffolder/v2/tasks', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        templateRef: 'template:default/nats-broker',
        values,
      }),
    });
    const body = await response.json();
    if (!response.ok) {
      throw new Error(JSON.stringify(body));
    }
    return body.id;
  }

  /** Waits for the end of a task; its last status, and what it logged. */
  async taskEnd(id: string): Promise<{ status: string; log: string }> {
    for (;;) {
      const task = await (
        await this.#get(`/api/scaffolder/v2/tasks/${id}`)
      ).json();
      if (!['open', 'processing'].includes(task.status)) {
        const events = await (
          await this.#get(`/api/scaffolder/v2/tasks/${id}/events`)
        ).json();
        return { status: task.status, log: JSON.stringify(events) };
      }
      await sleep(500);
    }
  }

  #get(path: string): Promise<Response> {
    return this.#request(path, {});
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const session = await fetch(`${this.#url}/api/auth/guest/refresh`);
    if (!session.ok) {
      return session;
    }
    const { backstageIdentity } = await session.json();
    return fetch(`${this.#url}${path}`, {
      ...init,
      headers: {
        ...init.headers,
        authorization: `Bearer ${backstageIdentity.token}`,
      },
    });
  }
}

describe('a backend that is killed in the middle of a task', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nats-crash-'));
  let cluster: RunningNatsCluster;
  let connection: NatsConnection;
  let manager: JetStreamManager;
  let backend: Backend;

  const names = Array.from({ length: STREAMS }, (_, i) => `S${i}`);
  const values = {
    cluster: 'resource:default/local',
    name: 'crash',
    owner: 'group:default/team-a',
    publish: 'disk',
    streams: names.map(name => ({
      name,
      subjects: [`crash.${name}.>`],
      maxAge: '1h',
      replicas: 3,
    })),
  };

  async function streams(): Promise<string[]> {
    const found: string[] = [];
    for await (const name of manager.streams.names()) {
      found.push(...[name].flat());
    }
    return found;
  }

  beforeAll(async () => {
    cluster = await startNatsCluster({ size: 3 });
    backend = new Backend(
      folder,
      await anyPort(),
      cluster.brokerConfig('local', { cluster: 'local' }),
    );
    const user = cluster.credentials.accounts.APP;
    connection = await connect({
      servers: cluster.servers.map(({ url }) => url),
      tls: { ca: cluster.ca },
      user: user.user,
      pass: user.password,
    });
    manager = await connection.jetstreamManager();
    await backend.start();
  });

  afterAll(async () => {
    await connection?.close();
    await backend?.kill();
    await cluster?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('ends in the same state when the task is run again', async () => {
    await backend.createTask(values);
    let created = 0;
    while (created < 10) {
      created = (await streams()).length;
    }
    await backend.kill();
    const left = (await streams()).length;
    expect(left).toBeGreaterThanOrEqual(10);
    expect(left).toBeLessThan(STREAMS);

    await backend.start();
    const again = await backend.taskEnd(await backend.createTask(values));
    expect(again.log).toMatch(/left \d+ as they were on broker local/);
    expect(again.status).toBe('completed');
    expect((await streams()).sort()).toEqual([...names].sort());

    const once = await backend.taskEnd(await backend.createTask(values));
    expect(once.log).toContain(
      `Created 0, updated 0, left ${STREAMS} as they were on broker local`,
    );
    expect(once.status).toBe('completed');
  });
});
