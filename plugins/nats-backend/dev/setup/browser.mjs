// @ts-check
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { aptDistribution } from './aptPackage.mjs';
import { findOnPath } from './findOnPath.mjs';
import { messageOf } from './messageOf.mjs';
import { runCommand } from './runCommand.mjs';

/**
 * @typedef {object} Browser
 * @property {string} path - of the program
 * @property {string} from - where it was found, in a few words
 */

const PROGRAMS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];
const START_TIMEOUT_MS = 20_000;
const INSTALL_TIMEOUT_MS = 5 * 60_000;

/**
 * Finds a browser for the browser tests, or installs one.
 *
 * @param {string} root - of the repository, with the dependencies installed
 * @param {(from: string) => void} [onInstall] - told before something is downloaded
 * @returns {Promise<Browser>}
 * @throws {Error} one sentence, when there is none to be had or `CHROMIUM` names
 *   one that does not run; its cause says what went wrong on the way
 */
export async function findBrowser(root, onInstall = () => {}) {
  const chosen = process.env.CHROMIUM;
  if (chosen) {
    if (await runs(chosen)) {
      return { path: chosen, from: 'CHROMIUM' };
    }
    throw new Error(
      `CHROMIUM is set to ${chosen}, which does not run: correct or unset it.`,
    );
  }

  const installed = await onPath();
  if (installed) {
    return { path: installed, from: 'PATH' };
  }

  /** @type {unknown[]} */
  const failures = [];
  const sources = [
    { from: 'the distribution', install: installWithApt },
    { from: 'Playwright', install: installWithPlaywright },
  ];
  for (const { from, install } of sources) {
    try {
      const path = await install(root, () => onInstall(from));
      if (path) {
        return { path, from };
      }
    } catch (error) {
      failures.push(error);
    }
  }
  throw new Error(
    'There is no browser for the browser tests: install Chromium or Chrome, or set CHROMIUM to its path.',
    { cause: new AggregateError(failures, failures.map(messageOf).join('\n')) },
  );
}

/** @returns {Promise<string | undefined>} */
async function onPath() {
  for (const program of PROGRAMS) {
    const path = findOnPath(program);
    if (path && (await runs(path))) {
      return path;
    }
  }
  return undefined;
}

/**
 * Finds out whether a browser starts. On Ubuntu a program of that name can be a
 * stub that only says where to get the browser.
 *
 * @param {string} path
 */
async function runs(path) {
  return runCommand(path, ['--version'], { timeoutMs: START_TIMEOUT_MS }).then(
    () => true,
    () => false,
  );
}

/**
 * @param {string} _root
 * @param {() => void} onStart
 * @returns {Promise<string | undefined>} undefined where apt is not to be used
 */
async function installWithApt(_root, onStart) {
  if (process.getuid?.() !== 0 || !(await aptDistribution())) {
    return undefined;
  }
  onStart();
  const options = {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: INSTALL_TIMEOUT_MS,
  };
  // One archive of several can be out of reach; whether the package is, the install shows.
  await runCommand('apt-get', ['update'], options).catch(() => {});
  await runCommand(
    'apt-get',
    [
      'install',
      '-y',
      '--no-install-recommends',
      '-o',
      'DPkg::Lock::Timeout=60',
      'chromium',
    ],
    options,
  );
  return onPath();
}

/**
 * @param {string} root
 * @param {() => void} onStart
 * @returns {Promise<string>}
 */
async function installWithPlaywright(root, onStart) {
  const requireFromRoot = createRequire(join(root, 'package.json'));
  const path = requireFromRoot('playwright-core').chromium.executablePath();
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    onStart();
    await runCommand(
      process.execPath,
      [
        join(root, 'node_modules', 'playwright-core', 'cli.js'),
        'install',
        'chromium',
      ],
      { timeoutMs: INSTALL_TIMEOUT_MS },
    );
  }
  if (!(await runs(path))) {
    throw new Error(`${path}, which Playwright downloaded, does not run`);
  }
  return path;
}
