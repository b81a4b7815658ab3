import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { anyPort } from './anyPort';
import { CommandRun } from './CommandRun';

const root = resolve(__dirname, '..');

/** The real backend of the local portal, on a database that survives it. */
export class PortalBackend {
  readonly url: string;
  /** What it is started with after `app-config.yaml`; an app that talks to it needs them too. */
  readonly configFiles: string[];
  #run: CommandRun | undefined;

  private constructor(folder: string, port: number) {
    this.url = `http://localhost:${port}`;
    const own = join(folder, 'app-config.yaml');
    this.configFiles = [own, join(folder, 'more.yaml')];
    const config = {
      backend: {
        baseUrl: this.url,
        listen: { port },
        database: { connection: { directory: join(folder, 'database') } },
      },
      nats: { repositories: { directory: join(folder, 'repositories') } },
    };
    writeFileSync(own, stringify(config), { mode: 0o600 });
  }

  /**
   * Writes its configuration into the folder, where its database is too.
   *
   * @param more - configuration that goes over it, the brokers among it
   */
  static async create(folder: string, more: object): Promise<PortalBackend> {
    const backend = new PortalBackend(folder, await anyPort());
    backend.configure(more);
    return backend;
  }

  /** Takes other configuration over its own, for the next start. */
  configure(more: object): void {
    writeFileSync(this.configFiles[1], stringify(more), { mode: 0o600 });
  }

  /** Returns when it can be asked for tasks. */
  async start(): Promise<void> {
    const run = new CommandRun(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'plugins/nats-backend/dev/index.ts',
        ...['app-config.yaml', ...this.configFiles].flatMap(file => [
          '--config',
          file,
        ]),
      ],
      { cwd: root, env: { NODE_ENV: 'development' } },
    );
    this.#run = run;
    for (;;) {
      const ready = await fetch(
        `${this.url}/.backstage/health/v1/readiness`,
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

  /** Asks again while it runs: a busy backend closes connections that were kept for the next question. */
  async #get(path: string): Promise<Response> {
    for (;;) {
      const response = await this.#request(path, {}).catch(() => undefined);
      if (response) {
        return response;
      }
      const over = await Promise.race([this.#run?.ended, sleep(300)]);
      if (over) {
        throw new Error(`The backend ended:\n${over.output}`);
      }
    }
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const session = await fetch(`${this.url}/api/auth/guest/refresh`);
    if (!session.ok) {
      return session;
    }
    const { backstageIdentity } = await session.json();
    return fetch(`${this.url}${path}`, {
      ...init,
      headers: {
        ...init.headers,
        authorization: `Bearer ${backstageIdentity.token}`,
      },
    });
  }
}
