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
import { newestSuite } from './aptSources.mjs';
import { findOnPath } from './findOnPath.mjs';
import { messageOf } from './messageOf.mjs';
import { runCommand } from './runCommand.mjs';

/**
 * A program that is looked for on this machine and fetched where it is not there.
 *
 * @typedef {object} Program
 * @property {string} name - without `.exe`
 * @property {string} variable - of the environment, names one to be used
 * @property {string} folder - of fetched ones, below `.local`
 * @property {(path: string) => Promise<string>} version - of the program at a path; throws an
 *   error that says why it cannot be used
 * @property {string} aptPath - of the program in the distribution's package of the same name
 * @property {import('./aptSources.mjs').ChooseSuite} [aptSuite] - the newest by default
 * @property {string} goModule - with a version, for `go install`
 * @property {string} hint - what to do where there is none to be had
 */

/**
 * @typedef {object} FoundProgram
 * @property {string} path
 * @property {string} version - such as `2.15.1`
 * @property {string} from - where it was found, in a few words
 */

const GO_TIMEOUT_MS = 10 * 60_000;
const FETCH_PREFIX = 'fetch-';
const STALE_MS = 60 * 60_000;

/**
 * Finds a program, or fetches it into `.local` below the root.
 *
 * @param {Program} program
 * @param {string} root - of the repository
 * @param {(from: string) => void} [onFetch] - told before something is downloaded
 * @returns {Promise<FoundProgram>}
 * @throws {Error} when the variable names one that cannot be used, or there is
 *   none to be had; says then how to install one
 */
export async function ensureProgram(program, root, onFetch = () => {}) {
  const { name, variable, version } = program;
  const chosen = process.env[variable];
  if (chosen) {
    try {
      return { path: chosen, version: await version(chosen), from: variable };
    } catch (error) {
      throw new Error(
        `${variable} is set to a program that cannot be used. Correct or unset it.\n${messageOf(
          error,
        )}`,
        { cause: error },
      );
    }
  }

  const fetched = join(root, '.local', program.folder, fileName(name));
  /** @type {string[]} */
  const failures = [];
  const existing = [
    { from: 'PATH', path: findOnPath(name) },
    { from: 'an earlier download', path: await existingFile(fetched) },
  ];
  for (const { from, path } of existing) {
    if (path) {
      try {
        return { path, version: await version(path), from };
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
      const found = await fetchInto(fetched, version, folder =>
        fetch(program, folder, () => onFetch(from)),
      );
      return { path: fetched, version: found, from };
    } catch (error) {
      failures.push(`${from}: ${messageOf(error)}`);
    }
  }
  throw new Error([...failures, program.hint].join('\n'));
}

/** @param {string} name */
function fileName(name) {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

/**
 * Fetches a program beside its final place and moves it there once it is known
 * to run, so that a download that broke off is never taken for a good one.
 *
 * @param {string} target - the final path of the program
 * @param {Program['version']} version
 * @param {(folder: string) => Promise<string>} fetch - puts it somewhere below an empty folder
 * @returns {Promise<string>} its version
 */
async function fetchInto(target, version, fetch) {
  const home = join(target, '..');
  await mkdir(home, { recursive: true });
  await removeStaleFetches(home);
  const folder = await mkdtemp(join(home, FETCH_PREFIX));
  try {
    const path = await fetch(folder);
    const found = await version(path);
    await rename(path, target);
    return found;
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
 * @param {Program} program
 * @param {string} folder
 * @param {() => void} onStart
 * @returns {Promise<string>} the path of the program
 */
async function fetchWithApt(
  { name, aptPath, aptSuite = newestSuite },
  folder,
  onStart,
) {
  if (!findOnPath('apt-get') || !findOnPath('dpkg-deb')) {
    throw new Error('apt-get and dpkg-deb are not on the PATH');
  }
  onStart();
  return join(await fetchAptPackage(name, folder, aptSuite), aptPath);
}

/**
 * @param {Program} program
 * @param {string} folder
 * @param {() => void} onStart
 * @returns {Promise<string>} the path of the program
 */
async function fetchWithGo({ goModule, name }, folder, onStart) {
  if (!findOnPath('go')) {
    throw new Error('go is not on the PATH');
  }
  onStart();
  await runCommand('go', ['install', goModule], {
    env: { GOBIN: folder },
    timeoutMs: GO_TIMEOUT_MS,
  });
  return join(folder, fileName(name));
}

/** @param {string} path */
async function existingFile(path) {
  return access(path).then(
    () => path,
    () => undefined,
  );
}
