// @ts-check
import { spawn } from 'node:child_process';

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd] - working directory; the caller's by default
 * @property {NodeJS.ProcessEnv} [env] - added to the caller's environment
 * @property {number} timeoutMs - after this many milliseconds the command is killed
 */

// npm says what is wrong first and compilers say it last.
const FIRST_LINES = 6;
const LAST_LINES = 12;

// npm is a batch file on Windows, which only a shell can start.
const SHELL = process.platform === 'win32';

/**
 * Runs a command to its end and captures what it prints.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} options
 * @returns {Promise<string>} what the command wrote to its standard output
 * @throws {Error} with the first and last lines of the output when the command cannot be
 *   started, takes too long, or exits with anything but 0
 */
export function runCommand(command, args, { cwd, env, timeoutMs }) {
  const name = [command, args.find(arg => !arg.startsWith('-'))]
    .filter(Boolean)
    .join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: SHELL,
    });
    let output = '';
    let everything = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      output += text;
      everything += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      everything += text;
    });

    /** @param {string} reason */
    const fail = reason => {
      reject(new Error(`"${name}" ${reason}\n${excerpt(everything)}`.trim()));
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      // Grandchildren may hold the pipes open, so their end is not waited for.
      child.stdout.destroy();
      child.stderr.destroy();
      fail(`took longer than ${timeoutMs / 1000} s`);
    }, timeoutMs);

    child.on('error', error => {
      clearTimeout(timer);
      fail(`could not be started: ${error.message}`);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) {
        resolve(output);
      } else {
        fail(`ended with ${signal ?? `code ${code}`}`);
      }
    });
  });
}

/**
 * @param {string} output
 * @returns {string} its first and its last lines
 */
function excerpt(output) {
  const lines = output.trim().split('\n');
  const omitted = lines.length - FIRST_LINES - LAST_LINES;
  return omitted <= 1
    ? lines.join('\n')
    : [
        ...lines.slice(0, FIRST_LINES),
        `… ${omitted} lines …`,
        ...lines.slice(-LAST_LINES),
      ].join('\n');
}
