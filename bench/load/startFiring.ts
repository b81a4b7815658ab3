import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Fired, Load } from './fire';

/**
 * Sends requests from a process of its own.
 *
 * @throws Error where that process ends without an answer
 */
export function startFiring(load: Load): Promise<Fired> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'fire.ts'), {
      execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
    });
    // What compiles modules there has messages of its own.
    child.on('message', (message: Partial<Fired>) => {
      if (message.latencies) {
        resolve(message as Fired);
      }
    });
    child.once('error', reject);
    child.once('exit', code =>
      reject(new Error(`The process that sends requests ended with ${code}`)),
    );
    child.send(load);
  });
}
