import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { CommandRun } from './CommandRun';

const root = resolve(__dirname, '..');

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
export class PortalBackend {
  readonly #configFile: string;
  readonly #url: string;
  #run: CommandRun | undefined;

  private constructor(folder: string, port: number, brokers: object[]) {
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
          brokers,
        },
      }),
      { mode: 0o600 },
    );
  }

  /** Writes its configuration into the folder, where its database is too. */
  static async create(
    folder: string,
    ...brokers: object[]
  ): Promise<PortalBackend> {
    return new PortalBackend(folder, await anyPort(), brokers);
  }

  /** Returns when it can be asked for tasks. */
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

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    await this.#run?.kill();
  }

  /** Starts the template with values of its form; the id of the task. */
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
