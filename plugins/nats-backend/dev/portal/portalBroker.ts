import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { portalConfigFile } from './folders';
import { runningPortal } from './runningPortal';

/** How to reach the portal's broker as an application. */
export interface PortalBroker {
  servers: string[];
  user: string;
  pass: string;
  tls: { ca: string };
}

/**
 * Reads where the broker of the running portal is.
 *
 * @throws Error when the portal does not run
 */
export async function readPortalBroker(): Promise<PortalBroker> {
  if (!(await runningPortal())) {
    throw new Error('The portal is not running: start it with npm start');
  }
  const config = parse(await readFile(portalConfigFile, 'utf8'));
  const [broker] = config.nats.brokers;
  const [account] = broker.accounts;
  return {
    servers: broker.servers,
    user: account.user,
    pass: account.password,
    tls: { ca: broker.tls.ca },
  };
}
