import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { JsonObject } from '@backstage/types';
import { AppliedMessaging } from '../../../MessagingPlan';

type Counts = Pick<AppliedMessaging, 'created' | 'updated' | 'unchanged'>;

/**
 * Lets processes of their own apply the same spec at the same moment.
 *
 * @throws Error with what a process said that failed
 */
export async function applyInProcesses(
  count: number,
  task: { entry: JsonObject; spec: object },
): Promise<Counts[]> {
  const children = Array.from({ length: count }, () => {
    const child = spawn(
      process.execPath,
      [
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
        join(__dirname, 'applyOnce.ts'),
        JSON.stringify(task),
      ],
      { stdio: 'pipe' },
    );
    const ready = once(child.stdout, 'data');
    return {
      child,
      ready,
      problem: text(child.stderr),
      ended: once(child, 'close'),
    };
  });
  await Promise.all(
    children.map(({ ready, ended }) => Promise.race([ready, ended])),
  );
  children.forEach(({ child }) => child.stdin.write('go\n'));
  return Promise.all(
    children.map(async ({ child, problem, ended }) => {
      const said = await text(child.stdout);
      const [code] = await ended;
      if (code !== 0) {
        throw new Error(await problem);
      }
      return JSON.parse(said) as Counts;
    }),
  );
}
