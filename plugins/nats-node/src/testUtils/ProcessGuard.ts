import { ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Ends what it was told of once nobody writes to it any more, which is what
 * happens when the process that started it dies, however it dies.
 */
const GUARD = `
const watched = new Set();
let text = '';
const end = signal => {
  for (const pid of watched) {
    try { process.kill(pid, signal); } catch { watched.delete(pid); }
  }
};
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.stdin.on('data', chunk => {
  text += chunk;
  const lines = text.split('\\n');
  text = lines.pop();
  for (const line of lines) {
    const pid = Number(line.slice(1));
    if (line[0] === '+') watched.add(pid); else watched.delete(pid);
  }
});
process.stdin.on('end', () => {
  end('SIGTERM');
  const started = Date.now();
  const wait = setInterval(() => {
    if (watched.size === 0) { clearInterval(wait); return; }
    end(Date.now() - started > 3000 ? 'SIGKILL' : 0);
  }, 50);
});
`;

/**
 * Sees to it that processes do not outlive this one, also when it is killed: a
 * small process of its own holds the other end of a pipe.
 */
export class ProcessGuard {
  #guard: ChildProcess | undefined;
  readonly #watched = new Set<number>();

  /** Watches a process until it is released. */
  watch(pid: number): void {
    this.#guard ??= this.#start();
    this.#watched.add(pid);
    this.#guard.stdin?.write(`+${pid}\n`);
  }

  /** To be called when the process has ended: its number may be given to another. */
  release(pid: number): void {
    this.#watched.delete(pid);
    this.#guard?.stdin?.write(`-${pid}\n`);
    if (this.#watched.size === 0) {
      this.#guard?.stdin?.end();
      this.#guard = undefined;
    }
  }

  #start(): ChildProcess {
    const guard = spawn(process.execPath, ['-e', GUARD], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      env: {},
    });
    // A guard that could not be started leaves the ordinary ways of ending.
    guard.on('error', () => {});
    guard.stdin?.on('error', () => {});
    guard.unref();
    if (guard.stdin instanceof Socket) {
      guard.stdin.unref();
    }
    return guard;
  }
}
