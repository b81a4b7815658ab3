import { join, resolve } from 'node:path';

/** The root of the checkout; the backend and its relative paths start here. */
export const rootFolder = resolve(__dirname, '../../../..');

/**
 * Everything the local portal keeps: brokers' stores, database, repositories,
 * logs. Not in git. `PORTAL_FOLDER` puts it elsewhere, so that a test does not
 * touch what somebody works with.
 */
export const portalFolder = process.env.PORTAL_FOLDER
  ? resolve(process.env.PORTAL_FOLDER)
  : join(rootFolder, '.local', 'portal');

/** The configuration that `npm start` adds to `app-config.yaml`; it holds passwords. */
export const portalConfigFile = join(portalFolder, 'app-config.yaml');

/** The repositories that the local portal publishes to. */
export const repositoriesFolder = join(portalFolder, 'repositories');

/** The brokers' certificates, configurations and stores. */
export const brokersFolder = join(portalFolder, 'brokers');

/** The databases of the backend's plugins. */
export const databaseFolder = join(portalFolder, 'database');

/** What each part says, a file each. */
export const logsFolder = join(portalFolder, 'logs');
