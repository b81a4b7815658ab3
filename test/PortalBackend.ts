import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { anyPort } from './anyPort';
import { BackendRun } from './BackendRun';

const root = resolve(__dirname, '..');

/** The real backend of the local portal, on a database that survives it. */
export class PortalBackend extends BackendRun {
  /** What it is started with after `app-config.yaml`; an app that talks to it needs them too. */
  readonly configFiles: string[];

  private constructor(folder: string, port: number) {
    const own = join(folder, 'app-config.yaml');
    const configFiles = [own, join(folder, 'more.yaml')];
    super(
      `http://localhost:${port}`,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'plugins/nats-backend/dev/index.ts',
        ...['app-config.yaml', ...configFiles].flatMap(file => [
          '--config',
          file,
        ]),
      ],
      { cwd: root, env: { NODE_ENV: 'development' } },
    );
    this.configFiles = configFiles;
    const config = {
      backend: {
        baseUrl: this.url,
        listen: { port },
        database: { connection: { directory: join(folder, 'database') } },
      },
      nats: { repositories: { directory: join(folder, 'repositories') } },
    };
    writeFileSync(own, stringify(config), { mode: 0o600 });
  }

  /**
   * Writes its configuration into the folder, where its database is too.
   *
   * @param more - configuration that goes over it, the brokers among it
   */
  static async create(folder: string, more: object): Promise<PortalBackend> {
    const backend = new PortalBackend(folder, await anyPort());
    backend.configure(more);
    return backend;
  }

  /** Takes other configuration over its own, for the next start. */
  configure(more: object): void {
    writeFileSync(this.configFiles[1], stringify(more), { mode: 0o600 });
  }
}
