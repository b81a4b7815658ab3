import { ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, WriteStream } from 'node:fs';
import { dirname } from 'node:path';

/** Lines kept for the screen when the part dies. */
const TAIL_LINES = 40;
/** A part that has not ended by itself after this long is killed, milliseconds. */
const GRACE_MS = 8_000;

/** How a part ended. */
export interface PartEnd {
  name: string;
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process of the local portal: its output goes to a log file, its end is seen. */
export class Part {
  readonly name: string;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<PartEnd>;
  readonly #child: ChildProcess;
  readonly #log: WriteStream;
  #lines: string[] = [];
  #alive = true;

  private constructor(name: string, child: ChildProcess, log: WriteStream) {
    this.name = name;
    this.#child = child;
    this.#log = log;
    child.stdout?.on('data', chunk => this.#keep(chunk));
    child.stderr?.on('data', chunk => this.#keep(chunk));
    this.ended = new Promise(resolve => {
      child.once('error', error => {
        this.#keep(Buffer.from(`${error.message}\n`));
        this.#alive = false;
        resolve({ name, code: null, signal: null });
      });
      child.once('close', (code, signal) => {
        this.#alive = false;
        log.end();
        resolve({ name, code, signal });
      });
    });
  }

  static start(options: {
    name: string;
    command: string;
    args: string[];
    cwd: string;
    env: NodeJS.ProcessEnv;
    logFile: string;
  }): Part {
    mkdirSync(dirname(options.logFile), { recursive: true });
    const child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C reaches the portal only, which then ends
      // each part with all of that part's children, in its order.
      detached: true,
    });
    return new Part(options.name, child, createWriteStream(options.logFile));
  }

  /** Of the process, and of the group that it leads; undefined when it did not start. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The newest lines of its output. */
  tail(): string {
    return this.#lines.join('\n');
  }

  /** Ends the process and its children; returns when it is gone. */
  async stop(): Promise<void> {
    if (!this.#alive) {
      return;
    }
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.#signal('SIGKILL'), GRACE_MS);
    await this.ended;
    clearTimeout(timer);
    // Children that ignored the first signal outlive their parent otherwise.
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals) {
    if (this.#child.pid === undefined) {
      return;
    }
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // The group is gone already.
    }
  }

  #keep(chunk: Buffer) {
    if (!this.#log.writableEnded) {
      this.#log.write(chunk);
    }
    const lines = chunk
      .toString()
      .split('\n')
      .filter(line => line.trim());
    this.#lines = [...this.#lines, ...lines].slice(-TAIL_LINES);
  }
}
