import { ChildProcess, spawn } from 'node:child_process';
import { ProcessGuard } from './ProcessGuard';

/** Lines of the log that are kept for an error message. */
const TAIL_LINES = 30;

/**
 * How a server ended.
 *
 * @public
 */
export interface NatsServerExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last lines of its log. */
  stderrTail: string;
}

const guard = new ProcessGuard();
const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
});

/**
 * A nats-server that runs as a child of this process and never outlives it.
 *
 * @public
 */
export class NatsServerProcess {
  readonly pid: number;
  readonly exited: Promise<NatsServerExit>;
  readonly #child: ChildProcess;
  #tail: string[] = [];

  private constructor(child: ChildProcess, pid: number) {
    this.#child = child;
    this.pid = pid;
    guard.watch(pid);
    running.add(child);
    child.stderr?.setEncoding('utf8');
    let rest = '';
    child.stderr?.on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      this.#tail = [...this.#tail, ...lines].slice(-TAIL_LINES);
    });
    this.exited = new Promise(resolve => {
      child.once('close', (code, signal) => {
        running.delete(child);
        guard.release(pid);
        resolve({ code, signal, stderrTail: this.#tail.join('\n') });
      });
    });
  }

  /**
   * @param env - added to the environment of this process
   * @throws Error when the program cannot be started
   */
  static async start(
    binary: string,
    configFile: string,
    env: Record<string, string> = {},
  ): Promise<NatsServerProcess> {
    const child = spawn(binary, ['--config', configFile], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env },
      // Ctrl-C goes to the whole group; whoever started the server decides when it ends.
      detached: true,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    if (child.pid === undefined) {
      throw new Error(`${binary} was started without a process id`);
    }
    return new NatsServerProcess(child, child.pid);
  }

  /** The last lines that it wrote. */
  get log(): string {
    return this.#tail.join('\n');
  }

  /** Sends a signal and waits for the end. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<NatsServerExit> {
    this.#child.kill(signal);
    return this.exited;
  }

  /** Sends a signal that need not end the server, e.g. SIGSTOP. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
