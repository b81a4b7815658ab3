// @ts-check
import { OLDEST_NATS_VERSION, natsVersion } from './natsVersion.mjs';
import { ensureProgram } from './program.mjs';

/** @typedef {import('./program.mjs').FoundProgram} FoundProgram */

const GO_MODULE = 'github.com/nats-io/nats-server/v2@v2.15.1';

/** @type {import('./program.mjs').Program} */
const NATS_SERVER = {
  name: 'nats-server',
  variable: 'NATS_SERVER',
  folder: 'nats-server',
  version: natsVersion,
  aptPath: 'usr/sbin/nats-server',
  goModule: GO_MODULE,
  hint: `There is no NATS server ${OLDEST_NATS_VERSION} or newer. Install one and run this again, or set NATS_SERVER to its path:
  Linux    the package nats-server, or with Go: go install ${GO_MODULE}
  macOS    brew install nats-server
  Windows  choco install nats-server`,
};

/**
 * Finds a NATS server, or fetches one into `.local` below the root.
 *
 * @param {string} root - of the repository
 * @param {(from: string) => void} [onFetch] - told before something is downloaded
 * @returns {Promise<FoundProgram>}
 * @throws {Error} when `NATS_SERVER` names one that cannot be used, or there is
 *   none to be had; says then how to install one
 */
export async function ensureNatsServer(root, onFetch) {
  return ensureProgram(NATS_SERVER, root, onFetch);
}
