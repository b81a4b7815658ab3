import { RunningNatsCluster } from '@nats-portal/plugin-nats-node/testUtils';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anyPort } from '../anyPort';
import { AppRun } from '../AppRun';
import { BackendRun } from '../BackendRun';
import { CommandEnd, CommandRun } from '../CommandRun';
import { GitHost } from './GitHost';
import { installArchives } from './installArchives';
import { AdoptionSteps } from './readAdoptionSteps';
import { stockPackages, writeStockPortal } from './stockPortal';

const NODE_TRANSFORM = require.resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);
const CLI = require.resolve('@backstage/cli/bin/backstage-cli');

/** What is at the addresses that the README has as examples. */
export interface AdoptedPlaces {
  host: GitHost;
  broker: RunningNatsCluster;
  /** What the README leaves to the environment. */
  env: Record<string, string>;
}

/** A Backstage outside of this repository, to which the README's steps were done. */
export class AdoptedPortal {
  readonly folder: string;
  readonly appUrl: string;
  readonly backend: BackendRun;
  readonly #env: NodeJS.ProcessEnv;
  #app: AppRun | undefined;

  private constructor(
    folder: string,
    ports: { app: number; backend: number },
    env: NodeJS.ProcessEnv,
  ) {
    this.folder = folder;
    this.appUrl = `http://localhost:${ports.app}`;
    this.#env = { ...env, NODE_ENV: 'development' };
    this.backend = new BackendRun(
      `http://localhost:${ports.backend}`,
      [
        ...['--require', NODE_TRANSFORM, 'src/index.ts'],
        ...['--config', join(folder, 'app-config.yaml')],
      ],
      { cwd: join(folder, 'packages', 'backend'), env: this.#env },
    );
  }

  /**
   * @param folder - an empty one, outside of the repository
   * @param archives - the packages, as `npm pack` made them
   */
  static async create(
    folder: string,
    archives: readonly string[],
    steps: AdoptionSteps,
    places: AdoptedPlaces,
  ): Promise<AdoptedPortal> {
    const ports = { app: await anyPort(), backend: await anyPort() };
    const ca = join(folder, 'ca.crt');
    writeStockPortal(folder, ports, {
      packages: steps.packages,
      backendSource: steps.files['packages/backend/src/index.ts'],
      annotations: steps.files['catalog-info.yaml'],
      entityPage: steps.entityPage,
      config: steps.files['app-config.yaml']
        .replace('https://git.example.com/api/v3', places.host.apiUrl)
        .replace('tls://nats.example.com:4222', places.broker.servers[0].url)
        .replace('/etc/nats/ca.crt', ca),
    });
    writeFileSync(ca, places.broker.ca ?? '');
    installArchives(archives, folder, stockPackages());
    return new AdoptedPortal(folder, ports, places.env);
  }

  /** Runs Backstage's command line in it. */
  cli(...args: string[]): Promise<CommandEnd> {
    return new CommandRun(process.execPath, [CLI, ...args], {
      cwd: this.folder,
      env: this.#env,
    }).ended;
  }

  /** Compiles and serves the app; returns when it can be opened. */
  async startApp(): Promise<void> {
    this.#app = new AppRun(
      this.appUrl,
      ['--config', join(this.folder, 'app-config.yaml')],
      { cwd: join(this.folder, 'packages', 'app'), env: this.#env },
    );
    await this.#app.ready();
  }

  async stop(): Promise<void> {
    await this.#app?.stop();
    await this.backend.kill();
  }
}
