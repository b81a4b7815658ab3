import {
  freePorts,
  natsServerBinary,
  NatsServerProcess,
} from '@nats-portal/plugin-nats-node/testUtils';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonMap } from './ChartValues';
import { Identity } from './connectAs';
import { formatNatsConfig } from './renderNatsConfig';

/** A server that is not of the release. */
export interface Outsider {
  /** Where clients of the account APP connect, as `me`. */
  url: string;
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts a server of somebody else, with the account of the release's streams.
 *
 * @param configure - its blocks, from its identity as a tls block and a free port
 */
export async function startOutsider(
  identity: Required<Identity>,
  configure: (tls: JsonMap, port: number) => JsonMap,
): Promise<Outsider> {
  const folder = await mkdtemp(join(tmpdir(), 'nats-outsider-'));
  const files = Object.entries(identity).map(([key, text]) => {
    const path = join(folder, `${key}.pem`);
    return { setting: `${key}_file`, path, text };
  });
  for (const { path, text } of files) {
    await writeFile(path, text, { mode: 0o600 });
  }
  const tls = Object.fromEntries(
    files.map(({ setting, path }) => [setting, path]),
  );
  const [clients, others] = await freePorts(2);
  const configFile = join(folder, 'nats.conf');
  await writeFile(
    configFile,
    formatNatsConfig({
      server_name: 'outsider',
      listen: `127.0.0.1:${clients}`,
      accounts: {
        APP: { users: [{ user: 'me', password: 'me' }] },
        SYS: { users: [{ user: 'sys', password: 'sys' }] },
      },
      system_account: 'SYS',
      ...configure(tls, others),
    }),
  );
  const child = await NatsServerProcess.start(natsServerBinary(), configFile);
  return {
    url: `nats://127.0.0.1:${clients}`,
    log: () => child.log,
    stop: async () => {
      await child.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
