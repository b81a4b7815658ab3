import { AdaptiveWindow } from './AdaptiveWindow';

/** A piece of work that waits for others. */
export interface Task {
  run(): Promise<void>;
  /** What must be done before; each a task of the same list. */
  after: readonly Task[];
}

/**
 * Runs tasks, each when those before it are done, as many at a time as the
 * window allows, in the order of the list where nothing else is said. After a
 * failure or an abort nothing new begins; after a failure what has begun is waited
 * for, after an abort it is left to itself.
 *
 * @throws the first failure, the reason of the signal, or TypeError for tasks that wait for each other
 */
export function runInOrder(
  tasks: readonly Task[],
  options: { window: AdaptiveWindow; signal?: AbortSignal },
): Promise<void> {
  const { window, signal } = options;
  const waitingFor = new Map<Task, number>();
  const followers = new Map<Task, Task[]>();
  for (const task of tasks) {
    waitingFor.set(task, task.after.length);
    for (const earlier of task.after) {
      const list = followers.get(earlier);
      if (list) {
        list.push(task);
      } else {
        followers.set(earlier, [task]);
      }
    }
  }
  const ready = tasks.filter(({ after }) => after.length === 0);
  return new Promise((resolve, reject) => {
    let next = 0;
    let inFlight = 0;
    let failed = false;
    let failure: unknown;
    const onAbort = () => reject(signal?.reason);
    const finish = (settle: () => void) => {
      signal?.removeEventListener('abort', onAbort);
      settle();
    };

    const advance = () => {
      while (
        !failed &&
        !signal?.aborted &&
        next < ready.length &&
        inFlight < window.size
      ) {
        start(ready[next++]);
      }
      if (inFlight > 0) {
        return;
      }
      if (failed) {
        finish(() => reject(failure));
      } else if (ready.length < tasks.length) {
        finish(() => reject(new TypeError('Tasks wait for each other')));
      } else if (next === ready.length) {
        finish(resolve);
      }
    };

    function start(task: Task) {
      const startedAt = performance.now();
      inFlight++;
      task.run().then(
        () => {
          window.answered(performance.now() - startedAt, inFlight);
          inFlight--;
          followers.get(task)?.forEach(follower => {
            const left = (waitingFor.get(follower) ?? 0) - 1;
            waitingFor.set(follower, left);
            if (left === 0) {
              ready.push(follower);
            }
          });
          advance();
        },
        error => {
          inFlight--;
          failure = failed ? failure : error;
          failed = true;
          advance();
        },
      );
    }

    if (signal?.aborted) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort, { once: true });
    advance();
  });
}
