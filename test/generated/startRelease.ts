import {
  CertificateWithKey,
  freePorts,
  natsServerBinary,
  NatsServerProcess,
} from '@nats-portal/plugin-nats-node/testUtils';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askMonitoring } from './askMonitoring';
import { JsonMap } from './ChartValues';
import { goldenFiles, manifestsIn } from './goldenRepositories';
import { issueSecrets, TlsSecret } from './issueSecrets';
import { PROTOCOLS, ServerPorts, writeServerFiles } from './placeServer';
import { readRelease, Release } from './readRelease';
import { serverEnvironment } from './renderNatsConfig';

/** A broker of a golden repository that runs on this machine. */
export interface RunningRelease {
  release: Release;
  secrets: ReadonlyMap<string, TlsSecret>;
  authorities: ReadonlyMap<string, CertificateWithKey>;
  /** By position of the pod. */
  servers: { ports: ServerPorts; log(): string }[];
  /** Ends all servers and removes their files. */
  stop(): Promise<void>;
}

/** The chart's start-up probe gives 15 minutes; a test machine needs seconds. */
const START_TIMEOUT_MS = 40_000;
const POLL_MS = 50;
/** Another process may take a port between finding and using it. */
const ATTEMPTS = 3;

async function findPorts(servers: number): Promise<ServerPorts[]> {
  const found = await freePorts(servers * PROTOCOLS.length);
  return Array.from(
    { length: servers },
    (_, i) =>
      Object.fromEntries(
        PROTOCOLS.map((protocol, p) => [
          protocol,
          found[i * PROTOCOLS.length + p],
        ]),
      ) as ServerPorts,
  );
}

function serverCount({ config: { cluster } }: Release['values']): number {
  return cluster.enabled ? Number(cluster.replicas) : 1;
}

/** What the chart's start-up probe asks, until it is content. */
async function waitUntilHealthy(
  running: Pick<RunningRelease, 'release' | 'secrets' | 'servers'>,
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (const [i, { log }] of running.servers.entries()) {
    for (;;) {
      const answer = await askMonitoring(running, i, '/healthz').catch(
        (error: Error) => ({ status: 0, text: error.message }),
      );
      if (answer.status === 200) {
        break;
      }
      if (Date.now() > deadline) {
        throw new Error(`Server ${i} says ${answer.text}\n${log()}`);
      }
      await sleep(POLL_MS);
    }
  }
}

/**
 * Starts the broker of a golden repository: certificates as cert-manager would
 * issue them, configuration and environment as the chart would make them.
 *
 * @param more - values that people added to those of the repository
 * @throws Error with the end of a server's log when it does not become healthy
 */
export async function startRelease(
  name: string,
  more: JsonMap = {},
): Promise<RunningRelease> {
  const manifests = manifestsIn(goldenFiles(name));
  const release = readRelease(manifests, more);
  const { secrets, authorities } = await issueSecrets(manifests);
  const folder = await mkdtemp(join(tmpdir(), 'nats-chart-'));
  let processes: NatsServerProcess[] = [];
  const endProcesses = async () => {
    await Promise.all(processes.map(child => child.kill()));
    processes = [];
  };
  const stop = async () => {
    await endProcesses();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };

  const attempt = async (number: number): Promise<RunningRelease> => {
    const ports = await findPorts(serverCount(release.values));
    for (const i of ports.keys()) {
      const configFile = await writeServerFiles(
        release,
        secrets,
        join(folder, String(number), String(i)),
        { index: i, ports },
      );
      processes.push(
        await NatsServerProcess.start(
          natsServerBinary(),
          configFile,
          serverEnvironment(release.values, release.names, i),
        ),
      );
    }
    const servers = processes.map((child, i) => ({
      ports: ports[i],
      log: () => child.log,
    }));
    const running = { release, secrets, authorities, servers, stop };
    await Promise.race([
      waitUntilHealthy(running),
      ...processes.map(async child => {
        const { stderrTail } = await child.exited;
        throw new Error(`nats-server ended while starting:\n${stderrTail}`);
      }),
    ]);
    return running;
  };

  for (let number = 1; ; number++) {
    try {
      return await attempt(number);
    } catch (error) {
      await endProcesses();
      if (number === ATTEMPTS || !/address already in use/.test(`${error}`)) {
        await stop();
        throw error;
      }
    }
  }
}
