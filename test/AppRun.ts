import { setTimeout as sleep } from 'node:timers/promises';
import { CommandRun } from './CommandRun';

/** An app that Backstage's command line compiles and serves. */
export class AppRun {
  readonly url: string;
  readonly #run: CommandRun;

  /**
   * Starts compiling; `ready` says when it can be opened.
   *
   * @param url - where its configuration says that it is
   * @param args - of `backstage-cli package start`
   */
  constructor(
    url: string,
    args: string[],
    options: { cwd: string; env?: NodeJS.ProcessEnv },
  ) {
    this.url = url;
    const cli = require.resolve('@backstage/cli/bin/backstage-cli');
    this.#run = new CommandRun(
      process.execPath,
      [cli, 'package', 'start', ...args],
      {
        cwd: options.cwd,
        env: { ...options.env, NODE_ENV: 'development' },
      },
    );
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
