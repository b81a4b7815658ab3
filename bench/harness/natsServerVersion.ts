import { natsServerBinary } from '@nats-portal/plugin-nats-node/testUtils';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Version of the server that is measured, such as `2.15.1`. */
export async function natsServerVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)(natsServerBinary(), [
    '--version',
  ]);
  return stdout.replace(/^nats-server: v?/, '').trim();
}
