// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a command in place of this process: with its terminal and its signals.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code; 128 and the signal's number when a signal ended it
 * @throws {Error} when the command cannot be started
 */
export function runToEnd(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command === 'node' ? process.execPath : command, args, {
      env,
      stdio: 'inherit',
      // npm and the programs of packages are batch files on Windows.
      shell: process.platform === 'win32' && command !== 'node',
    });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    process.on('SIGINT', () => {
      // A terminal sends Ctrl-C to the child as well; twice could mean "at once".
      if (!process.stdin.isTTY) {
        child.kill('SIGINT');
      }
    });
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    );
  });
}
