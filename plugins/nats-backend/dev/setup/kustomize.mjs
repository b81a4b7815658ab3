// @ts-check
import { ensureProgram } from './program.mjs';
import { runCommand } from './runCommand.mjs';

/** @typedef {import('./program.mjs').FoundProgram} FoundProgram */

const GO_MODULE = 'sigs.k8s.io/kustomize/kustomize/v5@v5.8.1';
const TIMEOUT_MS = 10_000;

/** @type {import('./program.mjs').Program} */
const KUSTOMIZE = {
  name: 'kustomize',
  variable: 'KUSTOMIZE',
  folder: 'kustomize',
  version: kustomizeVersion,
  aptPath: 'usr/bin/kustomize',
  goModule: GO_MODULE,
  hint: `The tests of what Flux builds need kustomize: install it, or set KUSTOMIZE to its path; with Go: go install ${GO_MODULE}`,
};

/**
 * @param {string} path - of the program
 * @returns {Promise<string>} what it says of itself; distributions build it without a number
 * @throws {Error} when it does not run
 */
async function kustomizeVersion(path) {
  const output = await runCommand(path, ['version'], { timeoutMs: TIMEOUT_MS });
  return output.trim();
}

/**
 * Finds kustomize, or fetches it into `.local` below the root.
 *
 * @param {string} root - of the repository
 * @param {(from: string) => void} [onFetch] - told before something is downloaded
 * @returns {Promise<FoundProgram>}
 * @throws {Error} when `KUSTOMIZE` names one that cannot be used, or there is none to be had
 */
export async function ensureKustomize(root, onFetch) {
  return ensureProgram(KUSTOMIZE, root, onFetch);
}
