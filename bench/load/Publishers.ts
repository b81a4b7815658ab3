import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Published, Publishing } from './publish';

/** Time for all publishers to log in before the first message, milliseconds; who needs longer says when it began. */
const LOGIN_MS = 500;

/** Processes that publish when they are told to, so that starting them is not waited for again and again. */
export class Publishers {
  readonly #processes: ChildProcess[];

  /** @param count - of processes, one for each publisher that is at work at a time */
  constructor(count: number) {
    this.#processes = Array.from({ length: count }, () =>
      fork(join(__dirname, 'publish.ts'), {
        execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
      }),
    );
  }

  /**
   * Publishes from as many processes as there are tasks, all at one moment.
   *
   * @throws Error where one ends without an answer
   */
  publish(tasks: readonly Omit<Publishing, 'startAt'>[]): Promise<Published[]> {
    const startAt = Date.now() + LOGIN_MS;
    return Promise.all(
      tasks.map((task, i) =>
        this.#ask(this.#processes[i], { ...task, startAt }),
      ),
    );
  }

  /** Ends the processes. */
  stop(): void {
    this.#processes.forEach(child => child.disconnect());
  }

  #ask(child: ChildProcess, task: Publishing): Promise<Published> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) =>
        reject(new Error(`A publisher ended with ${code}`));
      const answered = (answer: Partial<Published>) => {
        // What compiles modules there has messages of its own.
        if (answer.endedAt !== undefined) {
          child.off('exit', ended).off('message', answered);
          resolve(answer as Published);
        }
      };
      child.on('message', answered).once('exit', ended);
      child.send(task);
    });
  }
}
