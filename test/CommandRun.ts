import { ChildProcess, spawn } from 'node:child_process';

/** How a command ended and what it said. */
export interface CommandEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  output: string;
}

/** A command of the README, run as a user runs it: in a group of its own, as a terminal does. */
export class CommandRun {
  readonly ended: Promise<CommandEnd>;
  readonly #child: ChildProcess;
  #output = '';

  constructor(
    command: string,
    args: string[],
    options: { cwd: string; env?: NodeJS.ProcessEnv },
  ) {
    this.#child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const keep = (chunk: Buffer) => {
      this.#output += chunk.toString();
    };
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    this.ended = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', (code, signal) =>
        resolve({ code, signal, output: this.#output }),
      );
    });
  }

  get output(): string {
    return this.#output;
  }

  /** Waits until the output matches; fails when the command ends first. */
  async says(pattern: RegExp): Promise<RegExpMatchArray> {
    let over = false;
    this.ended.then(
      () => {
        over = true;
      },
      () => {
        over = true;
      },
    );
    for (;;) {
      const match = this.#output.match(pattern);
      if (match) {
        return match;
      }
      if (over) {
        throw new Error(
          `The command ended without saying ${pattern}:\n${this.#output}`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  /** What Ctrl-C in a terminal does: the whole group gets the signal. */
  interrupt(): Promise<CommandEnd> {
    return this.#signal('SIGINT');
  }

  /** What Kubernetes does with a pod that is to go. */
  terminate(): Promise<CommandEnd> {
    return this.#signal('SIGTERM');
  }

  /** Ends what is left of it. */
  kill(): Promise<CommandEnd> {
    return this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): Promise<CommandEnd> {
    try {
      process.kill(-(this.#child.pid ?? 0), signal);
    } catch {
      // It has ended already.
    }
    return this.ended;
  }
}
