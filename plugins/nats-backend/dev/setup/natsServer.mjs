// @ts-check
import {
  access,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { join } from 'node:path';
import { fetchAptPackage } from './aptPackage.mjs';
import { findOnPath } from './findOnPath.mjs';
import { messageOf } from './messageOf.mjs';
import { OLDEST_NATS_VERSION, natsVersion } from './natsVersion.mjs';
import { runCommand } from './runCommand.mjs';

/**
 * @typedef {object} NatsServer
 * @property {string} path - of the program
 * @property {string} version - such as `2.15.1`
 * @property {string} from - where it was found, in a few words
 */

const PROGRAM =
  process.platform === 'win32' ? 'nats-server.exe' : 'nats-server';
const GO_MODULE = 'github.com/nats-io/nats-server/v2@v2.15.1';
const GO_TIMEOUT_MS = 10 * 60_000;
const FETCH_PREFIX = 'fetch-';
const STALE_MS = 60 * 60_000;

const INSTALL_HINT = `There is no NATS server ${OLDEST_NATS_VERSION} or newer. Install one and run this again, or set NATS_SERVER to its path:
  Linux    the package nats-server, or with Go: go install ${GO_MODULE}
  macOS    brew install nats-server
  Windows  choco install nats-server`;

/**
 * Finds a NATS server, or fetches one into `.local` below the root.
 *
 * @param {string} root - of the repository
 * @param {(from: string) => void} [onFetch] - told before something is downloaded
 * @returns {Promise<NatsServer>}
 * @throws {Error} when `NATS_SERVER` names one that cannot be used, or there is
 *   none to be had; says then how to install one
 */
export async function ensureNatsServer(root, onFetch = () => {}) {
  const chosen = process.env.NATS_SERVER;
  if (chosen) {
    try {
      return {
        path: chosen,
        version: await natsVersion(chosen),
        from: 'NATS_SERVER',
      };
    } catch (error) {
      throw new Error(
        `NATS_SERVER is set to a server that cannot be used. Correct or unset it.\n${messageOf(
          error,
        )}`,
        { cause: error },
      );
    }
  }

  const fetched = join(root, '.local', 'nats-server', PROGRAM);
  /** @type {string[]} */
  const failures = [];
  const existing = [
    { from: 'PATH', path: findOnPath('nats-server') },
    { from: 'an earlier download', path: await existingFile(fetched) },
  ];
  for (const { from, path } of existing) {
    if (path) {
      try {
        return { path, version: await natsVersion(path), from };
      } catch (error) {
        failures.push(messageOf(error));
      }
    }
  }

  const sources = [
    { from: 'the distribution', fetch: fetchWithApt },
    { from: 'go install', fetch: fetchWithGo },
  ];
  for (const { from, fetch } of sources) {
    try {
      const version = await fetchInto(fetched, folder =>
        fetch(folder, () => onFetch(from)),
      );
      return { path: fetched, version, from };
    } catch (error) {
      failures.push(`${from}: ${messageOf(error)}`);
    }
  }
  throw new Error([...failures, INSTALL_HINT].join('\n'));
}

/**
 * Fetches a server beside its final place and moves it there once it is known
 * to run, so that a download that broke off is never taken for a good one.
 *
 * @param {string} target - the final path of the program
 * @param {(folder: string) => Promise<string>} fetch - puts it somewhere below an empty folder
 * @returns {Promise<string>} its version
 */
async function fetchInto(target, fetch) {
  const home = join(target, '..');
  await mkdir(home, { recursive: true });
  await removeStaleFetches(home);
  const folder = await mkdtemp(join(home, FETCH_PREFIX));
  try {
    const path = await fetch(folder);
    const version = await natsVersion(path);
    await rename(path, target);
    return version;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Removes what fetches that were killed have left. A younger one may be at work.
 *
 * @param {string} home
 */
async function removeStaleFetches(home) {
  for (const name of await readdir(home)) {
    const folder = join(home, name);
    if (
      name.startsWith(FETCH_PREFIX) &&
      Date.now() - (await stat(folder)).mtimeMs > STALE_MS
    ) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/**
 * @param {string} folder
 * @param {() => void} onStart
 * @returns {Promise<string>} the path of the program
 */
async function fetchWithApt(folder, onStart) {
  if (!findOnPath('apt-get') || !findOnPath('dpkg-deb')) {
    throw new Error('apt-get and dpkg-deb are not on the PATH');
  }
  onStart();
  return join(
    await fetchAptPackage('nats-server', folder),
    'usr',
    'sbin',
    PROGRAM,
  );
}

/**
 * @param {string} folder
 * @param {() => void} onStart
 * @returns {Promise<string>} the path of the program
 */
async function fetchWithGo(folder, onStart) {
  if (!findOnPath('go')) {
    throw new Error('go is not on the PATH');
  }
  onStart();
  await runCommand('go', ['install', GO_MODULE], {
    env: { GOBIN: folder },
    timeoutMs: GO_TIMEOUT_MS,
  });
  return join(folder, PROGRAM);
}

/** @param {string} path */
async function existingFile(path) {
  return access(path).then(
    () => path,
    () => undefined,
  );
}
