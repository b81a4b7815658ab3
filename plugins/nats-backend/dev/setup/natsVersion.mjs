// @ts-check
import { runCommand } from './runCommand.mjs';

/** The oldest server that has everything the portal uses. */
export const OLDEST_NATS_VERSION = '2.10';

const TIMEOUT_MS = 10_000;

/**
 * Finds the version in what `nats-server --version` prints.
 *
 * @param {string} output
 * @returns {string | undefined} such as `2.15.1`
 */
export function parseNatsVersion(output) {
  return /nats-server: v?(\d+\.\d+\.\d+\S*)/.exec(output)?.[1];
}

/**
 * @param {string} version - such as `2.15.1`
 * @returns {boolean} whether the portal works with a server of that version
 */
export function isRecentEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NATS_VERSION.split('.').map(Number);
  return major === oldestMajor ? minor >= oldestMinor : major > oldestMajor;
}

/**
 * Asks a NATS server for its version.
 *
 * @param {string} path - of the program
 * @returns {Promise<string>} a version that the portal works with
 * @throws {Error} when the program does not run, is no NATS server or is too old
 */
export async function natsVersion(path) {
  const output = await runCommand(path, ['--version'], {
    timeoutMs: TIMEOUT_MS,
  });
  const version = parseNatsVersion(output);
  if (!version) {
    throw new Error(
      `${path} is no NATS server: it says "${output.split('\n', 1)[0]}"`,
    );
  }
  if (!isRecentEnough(version)) {
    throw new Error(
      `${path} is version ${version}; ${OLDEST_NATS_VERSION} or newer is needed`,
    );
  }
  return version;
}
