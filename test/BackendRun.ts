import { setTimeout as sleep } from 'node:timers/promises';
import { CommandRun } from './CommandRun';

/** A backend that is a process of its own, asked as the guest. */
export class BackendRun {
  readonly url: string;
  readonly #args: string[];
  readonly #options: { cwd: string; env?: NodeJS.ProcessEnv };
  #run: CommandRun | undefined;
  /** Holds for an hour; another backend may have other keys. */
  #token: string | undefined;

  /**
   * @param url - where it will listen
   * @param args - of node
   */
  constructor(
    url: string,
    args: string[],
    options: { cwd: string; env?: NodeJS.ProcessEnv },
  ) {
    this.url = url;
    this.#args = args;
    this.#options = options;
  }

  /** All it printed since it was started. */
  get output(): string {
    return this.#run?.output ?? '';
  }

  /** Returns when it can be asked for tasks. */
  async start(): Promise<void> {
    const run = new CommandRun(process.execPath, this.#args, this.#options);
    this.#run = run;
    this.#token = undefined;
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
          await this.request(
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
    const response = await this.request('/api/scaffolder/v2/tasks', {
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
        await this.request(`/api/scaffolder/v2/tasks/${id}`)
      ).json();
      if (!['open', 'processing'].includes(task.status)) {
        const events = await (
          await this.request(`/api/scaffolder/v2/tasks/${id}/events`)
        ).json();
        return { status: task.status, log: JSON.stringify(events) };
      }
      await sleep(500);
    }
  }

  /**
   * Asks with the rights of the guest. A question is asked again while the backend
   * runs: a busy one closes connections that were kept for the next.
   */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const isQuestion = init.method === undefined || init.method === 'GET';
    for (;;) {
      try {
        return await this.#fetch(path, init);
      } catch (error) {
        const over = await Promise.race([this.#run?.ended, sleep(300)]);
        if (over) {
          throw new Error(`The backend ended:\n${over.output}`);
        }
        if (!isQuestion) {
          throw error;
        }
      }
    }
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    if (!this.#token) {
      const session = await fetch(`${this.url}/api/auth/guest/refresh`);
      if (!session.ok) {
        return session;
      }
      this.#token = (await session.json()).backstageIdentity.token;
    }
    return fetch(`${this.url}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${this.#token}` },
    });
  }
}
