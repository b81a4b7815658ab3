import { fork } from 'node:child_process';
import { join } from 'node:path';

/**
 * Has something done by a process of its own, which is told what and answers once.
 *
 * @param script - a file beside this one
 * @param key - what its answer has, other than the messages of what compiles modules there
 * @throws Error where that process ends without an answer
 */
export function askProcess<Answer extends object>(
  script: string,
  question: object,
  key: keyof Answer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, script), {
      execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
    });
    child.on('message', (message: Partial<Answer>) => {
      if (message[key] !== undefined) {
        resolve(message as Answer);
      }
    });
    child.once('error', reject);
    child.once('exit', code =>
      reject(new Error(`The process of ${script} ended with ${code}`)),
    );
    child.send(question);
  });
}
