import { mkdir, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import {
  databaseFolder,
  portalConfigFile,
  portalFolder,
  repositoriesFolder,
} from './folders';

/** What only a running portal can know. */
export interface PortalFacts {
  appPort: number;
  backendPort: number;
  /** An item of `nats.brokers`, with its passwords. */
  broker: object;
}

/** Where a browser finds the portal. */
export function appUrl(appPort: number): string {
  return `http://localhost:${appPort}`;
}

/** Where the portal's backend listens. */
export function backendUrl(backendPort: number): string {
  return `http://localhost:${backendPort}`;
}

/** Writes the configuration that goes over `app-config.yaml`, readable by its owner only. */
export async function writePortalConfig(facts: PortalFacts): Promise<void> {
  await mkdir(portalFolder, { recursive: true });
  const config = {
    app: { baseUrl: appUrl(facts.appPort) },
    backend: {
      baseUrl: backendUrl(facts.backendPort),
      listen: { port: facts.backendPort },
      cors: { origin: appUrl(facts.appPort) },
      // On disk: what was registered in the catalog survives a restart, as the streams do.
      database: { connection: { directory: databaseFolder } },
    },
    nats: {
      repositories: { directory: repositoriesFolder },
      brokers: [facts.broker],
    },
  };
  await writeFile(
    portalConfigFile,
    `# Written by npm start; it holds passwords of this machine's brokers.\n${stringify(
      config,
    )}`,
    { mode: 0o600 },
  );
}
