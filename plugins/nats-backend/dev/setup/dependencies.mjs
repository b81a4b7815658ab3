// @ts-check
import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath } from './findOnPath.mjs';
import { messageOf } from './messageOf.mjs';
import { runCommand } from './runCommand.mjs';

/**
 * What the installed dependencies were installed for.
 *
 * @typedef {object} Stamp
 * @property {string} lock - SHA-256 of package-lock.json
 * @property {string} abi - `process.versions.modules` of the Node that compiled the native addons
 */

/** @typedef {'nothing' | 'accept' | 'rebuild' | 'install'} DependencyWork */

const TIMEOUT_MS = 20 * 60_000;
const BUILD_TOOLS = ['python3', 'make', 'g++'];

/**
 * Decides what has to be done about the dependencies.
 *
 * @param {object} state
 * @param {Stamp} state.wanted - for what they should be installed
 * @param {Stamp | undefined} state.stamp - for what they were installed here before
 * @param {boolean} state.installedAfterLock - whether npm finished an install after the lock file was last written
 * @returns {DependencyWork} `accept` means installed by hand: only the stamp is missing
 */
export function dependencyWork({ wanted, stamp, installedAfterLock }) {
  if (stamp?.lock !== wanted.lock && !installedAfterLock) {
    return 'install';
  }
  if (stamp && stamp.abi !== wanted.abi) {
    return 'rebuild';
  }
  return stamp?.lock === wanted.lock ? 'nothing' : 'accept';
}

/**
 * Installs the dependencies when they are missing, older than the lock file, or
 * compiled for another Node.
 *
 * @param {string} root - the folder of package-lock.json
 * @param {(work: DependencyWork) => void} [onStart] - told before work that takes minutes
 * @returns {Promise<DependencyWork>} what was done
 * @throws {Error} when npm fails: its last lines, and the build tools that are missing
 */
export async function ensureDependencies(root, onStart = () => {}) {
  const wanted = {
    lock: sha256(await readFile(join(root, 'package-lock.json'))),
    abi: process.versions.modules,
  };
  const work = dependencyWork({
    wanted,
    stamp: await readStamp(root),
    installedAfterLock: await isInstalledAfterLock(root),
  });
  if (work === 'nothing') {
    return work;
  }
  if (work !== 'accept') {
    onStart(work);
    await npm(root, work);
  }
  // npm makes no folder when there is nothing to install.
  await mkdir(join(root, 'node_modules'), { recursive: true });
  await writeFile(stampFile(root), JSON.stringify(wanted));
  return work;
}

/**
 * @param {string} root
 * @param {'install' | 'rebuild'} work
 */
async function npm(root, work) {
  // `npm ci` refuses a lock file that lacks optional packages of other platforms,
  // and a registry that offers only some platforms' leads to one. `npm install`
  // keeps to the same versions; --no-save leaves the lock file as it is.
  // An `npm --silent` or a NODE_ENV=production around this run would otherwise
  // hide the errors or leave out the development dependencies.
  const args =
    work === 'install'
      ? [
          'install',
          '--no-save',
          '--no-audit',
          '--no-fund',
          '--include=dev',
          '--loglevel=error',
        ]
      : ['rebuild', '--loglevel=error'];
  try {
    await runCommand('npm', args, { cwd: root, timeoutMs: TIMEOUT_MS });
  } catch (error) {
    throw new Error([messageOf(error), ...missingBuildTools()].join('\n'), {
      cause: error,
    });
  }
}

/** @returns {string[]} a sentence about them, or nothing when all are there */
function missingBuildTools() {
  const missing = BUILD_TOOLS.filter(tool => !findOnPath(tool));
  return missing.length === 0
    ? []
    : [
        `Compiling better-sqlite3 needs python3, make and g++; not on the PATH: ${missing.join(
          ', ',
        )}.`,
      ];
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.set-up.json');
}

/**
 * @param {string} root
 * @returns {Promise<Stamp | undefined>} undefined when there is none to be relied on
 */
async function readStamp(root) {
  try {
    return JSON.parse(await readFile(stampFile(root), 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string} root */
async function isInstalledAfterLock(root) {
  try {
    const [installed, lock] = await Promise.all([
      stat(join(root, 'node_modules', '.package-lock.json')),
      stat(join(root, 'package-lock.json')),
    ]);
    return installed.mtimeMs >= lock.mtimeMs;
  } catch {
    return false;
  }
}

/** @param {Buffer} content */
function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}
