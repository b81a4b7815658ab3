import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import {
  completeMessagingSpec,
  MessagingSpec,
  toConsumerConfig,
  toStreamConfig,
} from '@nats-portal/plugin-nats-common';

const execute = promisify(execFile);

/** What one process of the `nats` tool took, or why that is not known. */
export type NatsCliTime =
  | { version: string; millisecondsEach: number }
  | { version?: string; reason: string };

/**
 * Makes streams and consumers as a script does that has the `nats` tool: from files, a
 * process for each, one after the other.
 *
 * @param login - address, user and password of a server without TLS
 */
export async function timeNatsCli(
  spec: MessagingSpec,
  login: { url: string; user: string; password: string },
): Promise<NatsCliTime> {
  const version = await execute('nats', ['--version'], {
    env: process.env,
  }).then(
    ({ stdout, stderr }) => (stdout || stderr).trim(),
    () => undefined,
  );
  if (version === undefined) {
    return { reason: 'not installed' };
  }
  const folder = await mkdtemp(join(tmpdir(), 'bench-nats-'));
  const server = ['--server', login.url];
  const user = ['--user', login.user, '--password', login.password];
  let calls = 0;
  const add = async (what: string[], config: object) => {
    const file = join(folder, `${calls++}.json`);
    await writeFile(file, JSON.stringify(config));
    return () =>
      execute('nats', [...what, '--config', file, ...server, ...user], {
        env: process.env,
      });
  };
  try {
    const { streams } = completeMessagingSpec(spec, { replicas: 1 });
    const commands = [];
    for (const stream of streams) {
      commands.push(
        await add(['stream', 'add', stream.name], toStreamConfig(stream)),
      );
      for (const consumer of stream.consumers) {
        commands.push(
          await add(
            ['consumer', 'add', stream.name, consumer.durableName],
            toConsumerConfig(consumer),
          ),
        );
      }
    }
    const started = performance.now();
    for (const command of commands) {
      await command();
    }
    const millisecondsEach = (performance.now() - started) / calls;
    return { version, millisecondsEach };
  } catch (error) {
    return { version, reason: `it failed: ${error}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
