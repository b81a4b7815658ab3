import fc from 'fast-check';
import { failureOf } from '../__testUtils__/failureOf';
import { AdaptiveWindow } from './AdaptiveWindow';
import { runInOrder, Task } from './runInOrder';

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

function task(run: () => Promise<void>, after: Task[] = []): Task {
  return { run, after };
}

/** Tasks, each waiting for some before it; the log says what began and ended. */
function tasksOf(edges: number[][], log: string[]): Task[] {
  const tasks: Task[] = [];
  edges.forEach((earlier, i) =>
    tasks.push(
      task(
        async () => {
          log.push(`begin ${i}`);
          await pause(0);
          log.push(`end ${i}`);
        },
        [...new Set(earlier)].filter(j => j < i).map(j => tasks[j]),
      ),
    ),
  );
  return tasks;
}

describe('runInOrder', () => {
  it('runs each task once, and after those that it waits for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat(30), { maxLength: 3 }), { maxLength: 30 }),
        async edges => {
          const log: string[] = [];
          const tasks = tasksOf(edges, log);
          await runInOrder([...tasks].reverse(), {
            window: new AdaptiveWindow(),
          });
          expect(log).toHaveLength(2 * edges.length);
          tasks.forEach(({ after }, i) =>
            after.forEach(earlier =>
              expect(log.indexOf(`end ${tasks.indexOf(earlier)}`)).toBeLessThan(
                log.indexOf(`begin ${i}`),
              ),
            ),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('has no more under way than the window allows', async () => {
    const window = new AdaptiveWindow();
    for (let i = 0; i < 3; i++) {
      window.pushedBack();
      for (let j = 0; j < 64; j++) {
        window.answered(1e4, 1);
      }
    }
    let underWay = 0;
    let most = 0;
    const tasks = Array.from({ length: 500 }, () =>
      task(async () => {
        underWay++;
        expect(underWay).toBeLessThanOrEqual(window.size);
        most = Math.max(most, underWay);
        await pause(1);
        underWay--;
      }),
    );
    await runInOrder(tasks, { window });
    expect(most).toBeGreaterThan(window.size / 2);
  });

  it('begins nothing after a failure, and waits for what has begun', async () => {
    const log: string[] = [];
    const failing = task(async () => {
      throw new Error('first');
    });
    const slow = task(async () => {
      await pause(20);
      log.push('slow');
      throw new Error('second');
    });
    const next = task(async () => void log.push('next'), [failing]);
    const rest = Array.from({ length: 500 }, () =>
      task(async () => void log.push('rest'), [next]),
    );
    const error = await failureOf(
      runInOrder([failing, slow, next, ...rest], {
        window: new AdaptiveWindow(),
      }),
    );
    expect(error.message).toBe('first');
    expect(log).toEqual(['slow']);
  });

  it('lets go at once when it is aborted', async () => {
    const stop = new AbortController();
    const log: string[] = [];
    const tasks = Array.from({ length: 1_000 }, () =>
      task(async () => {
        log.push('begun');
        await pause(60_000 * Number(log.length > 1_000));
        stop.abort(new Error('enough'));
        await new Promise(() => {});
      }),
    );
    const running = runInOrder(tasks, {
      window: new AdaptiveWindow(),
      signal: stop.signal,
    });
    expect((await failureOf(running)).message).toBe('enough');
    expect(log.length).toBeLessThan(100);
    const again = runInOrder(tasks, {
      window: new AdaptiveWindow(),
      signal: stop.signal,
    });
    expect((await failureOf(again)).message).toBe('enough');
  });

  it('finds out that tasks wait for each other', async () => {
    const after: Task[] = [];
    const one = task(async () => {}, after);
    after.push(task(async () => {}, [one]));
    const error = await failureOf(
      runInOrder([one, after[0]], { window: new AdaptiveWindow() }),
    );
    expect(error.name).toBe('TypeError');
  });

  it('has nothing to do with nothing', async () => {
    const over = runInOrder([], { window: new AdaptiveWindow() });
    await expect(over).resolves.toBeUndefined();
  });
});
