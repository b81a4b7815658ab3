import {
  RunningNatsCluster,
  startNatsServer,
} from '@nats-portal/plugin-nats-node/testUtils';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AdoptedPortal } from './AdoptedPortal';
import { GitHost } from './GitHost';
import { packPackages } from './packPackages';
import { readAdoptionSteps } from './readAdoptionSteps';

const root = resolve(__dirname, '../..');

/** What the README leaves to the environment. */
const secrets = {
  GITHUB_TOKEN: 'token-of-the-host',
  NATS_SYSTEM_PASSWORD: 'password-of-the-system',
  NATS_APP_PASSWORD: 'password-of-the-app',
};

/** A portal that has our packages, and what it talks to. */
export interface Adopted {
  portal: AdoptedPortal;
  host: GitHost;
  secrets: Record<string, string>;
  stop(): Promise<void>;
}

/** A broker with the users of the README. */
function startBroker(): Promise<RunningNatsCluster> {
  return startNatsServer({
    credentials: {
      admin: { user: 'admin', password: 'password-of-the-admin' },
      system: { user: 'backstage', password: secrets.NATS_SYSTEM_PASSWORD },
      accounts: {
        APP: { user: 'backstage-app', password: secrets.NATS_APP_PASSWORD },
      },
    },
  });
}

/**
 * Does what the README says: packages, the platform team's repository on a git
 * host, a broker, and a Backstage with all of them.
 *
 * @param folder - an empty one outside of the repository
 * @param packages - names of folders below `plugins`
 */
export async function adoptPackages(
  folder: string,
  packages: readonly string[],
): Promise<Adopted> {
  const steps = readAdoptionSteps();
  const archives = await packPackages(packages, join(folder, 'packing'));
  // Nothing that follows may need what the packages were made from.
  rmSync(join(folder, 'packing', 'workspace'), { recursive: true });
  const host = await GitHost.start(join(folder, 'git'), secrets.GITHUB_TOKEN);
  const broker = await startBroker();
  const clusters = join(folder, 'clusters.yaml');
  writeFileSync(clusters, steps.files['clusters.yaml']);
  await host.publish('platform/nats', {
    templates: join(root, 'templates'),
    skeleton: join(root, 'skeleton'),
    'clusters.yaml': clusters,
  });
  const place = join(folder, 'portal');
  mkdirSync(place);
  const places = { host, broker, env: secrets };
  const portal = await AdoptedPortal.create(place, archives, steps, places);
  return {
    portal,
    host,
    secrets,
    stop: async () => {
      await portal.stop();
      await broker.stop();
      await host.stop();
    },
  };
}
