// @ts-check
import { debianSuite } from './aptSources.mjs';
import { OLDEST_NATS_VERSION, natsVersion } from './natsVersion.mjs';
import { ensureProgram } from './program.mjs';

/** @typedef {import('./program.mjs').FoundProgram} FoundProgram */

const GO_MODULE = 'github.com/nats-io/nats-server/v2@v2.10.27';

/** @type {import('./program.mjs').Program} */
const OLD_NATS_SERVER = {
  name: 'nats-server',
  variable: 'NATS_SERVER_2_10',
  folder: `nats-server-${OLDEST_NATS_VERSION}`,
  version: oldVersion,
  aptPath: 'usr/sbin/nats-server',
  // The only release of Debian with this line of the server.
  aptSuite: debianSuite('trixie'),
  goModule: GO_MODULE,
  hint: `The tests of what an old broker does need a NATS server ${OLDEST_NATS_VERSION}: set NATS_SERVER_2_10 to its path; with Go: go install ${GO_MODULE}`,
};

/**
 * @param {string} path - of the program
 * @returns {Promise<string>} its version
 * @throws {Error} unless it is of the oldest line that the portal works with
 */
async function oldVersion(path) {
  const version = await natsVersion(path);
  if (!version.startsWith(`${OLDEST_NATS_VERSION}.`)) {
    throw new Error(
      `${path} is version ${version} and not ${OLDEST_NATS_VERSION}`,
    );
  }
  return version;
}

/**
 * Finds the oldest NATS server that the portal works with, or fetches one.
 *
 * @param {string} root - of the repository
 * @param {(from: string) => void} [onFetch] - told before something is downloaded
 * @returns {Promise<FoundProgram>}
 * @throws {Error} when `NATS_SERVER_2_10` names one that cannot be used, or there
 *   is none to be had
 */
export async function ensureOldNatsServer(root, onFetch) {
  return ensureProgram(OLD_NATS_SERVER, root, onFetch);
}
