import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { CommandRun } from './CommandRun';
import { PortalBackend } from './PortalBackend';

const root = resolve(__dirname, '..');

/** An app of `plugins/nats`, compiled and served as `npm start` does. */
export class PortalApp {
  readonly url: string;
  readonly #run: CommandRun;

  private constructor(url: string, run: CommandRun) {
    this.url = url;
    this.#run = run;
  }

  /**
   * Starts compiling; `ready` says when it can be opened.
   *
   * @param folder - for its configuration
   * @param url - where it is to be; the backend must let it in
   * @param entrypoint - which app, relative to `plugins/nats`
   */
  static start(
    folder: string,
    url: string,
    backend: PortalBackend,
    entrypoint: string = 'dev',
  ): PortalApp {
    const own = join(folder, `app-${new URL(url).port}.yaml`);
    writeFileSync(own, stringify({ app: { baseUrl: url } }));
    const configFiles = [
      join(root, 'app-config.yaml'),
      ...backend.configFiles,
      own,
    ];
    const run = new CommandRun(
      process.execPath,
      [
        require.resolve('@backstage/cli/bin/backstage-cli'),
        'package',
        'start',
        '--entrypoint',
        entrypoint,
        ...configFiles.flatMap(file => ['--config', file]),
      ],
      { cwd: join(root, 'plugins/nats'), env: { NODE_ENV: 'development' } },
    );
    return new PortalApp(url, run);
  }

  /** @throws Error with all it said when it ends before it can be opened */
  async ready(): Promise<void> {
    for (;;) {
      const answers = await fetch(this.url).then(
        response => response.ok,
        () => false,
      );
      if (answers) {
        return;
      }
      const over = await Promise.race([this.#run.ended, sleep(300)]);
      if (over) {
        throw new Error(`The app ended:\n${over.output}`);
      }
    }
  }

  async stop(): Promise<void> {
    await this.#run.kill();
  }
}
