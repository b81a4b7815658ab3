import {
  NatsClusterOptions,
  startNatsCluster,
} from '@nats-portal/plugin-nats-node/testUtils';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brokersFolder } from './folders';
import { PartEnd } from './Part';

const stateFile = join(brokersFolder, 'state.json');

/** The first ports that NATS itself uses; others are found where these are taken. */
const PREFERRED_PORTS = {
  client: [4222, 4223, 4224],
  route: [6222, 6223, 6224],
};

type State = Pick<NatsClusterOptions, 'ports' | 'credentials' | 'authority'>;

/** The brokers of the local portal. */
export interface PortalBrokers {
  addresses: string[];
  /** An item of `nats.brokers`. */
  config: object;
  /** Settles when one of the servers ends. */
  ended: Promise<PartEnd & { output: string }>;
  stop(): Promise<void>;
}

async function readState(): Promise<State> {
  try {
    return JSON.parse(await readFile(stateFile, 'utf8'));
  } catch {
    return { ports: PREFERRED_PORTS };
  }
}

/**
 * Starts three servers on what they stored before; certificates, passwords and,
 * where they are free, ports are those of the last time.
 */
export async function startBrokers(): Promise<PortalBrokers> {
  const cluster = await startNatsCluster({
    ...(await readState()),
    size: 3,
    name: 'local',
    directory: brokersFolder,
  });
  const { ports, credentials, authority } = cluster;
  await mkdir(brokersFolder, { recursive: true });
  await writeFile(
    stateFile,
    JSON.stringify({ ports, credentials, authority } satisfies State),
    { mode: 0o600 },
  );
  return {
    addresses: cluster.servers.map(({ url }) => url),
    config: cluster.brokerConfig('local', { cluster: 'local' }),
    ended: Promise.race(
      cluster.servers.map(async server => {
        const { stderrTail, ...end } = await server.exited;
        return {
          ...end,
          name: `nats-server ${server.name}`,
          output: stderrTail,
        };
      }),
    ),
    stop: () => cluster.stop(),
  };
}
