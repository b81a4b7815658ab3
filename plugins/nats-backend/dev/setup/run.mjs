// @ts-check
/**
 * Sets up what is missing, then runs a command with it:
 *
 *     node plugins/nats-backend/dev/setup/run.mjs [--browser] <command> [args…]
 *
 * The command gets `NATS_SERVER`, with `--browser` also `CHROMIUM` (or
 * `CHROMIUM_MISSING`, a sentence that says why there is none), and the programs
 * of the dependencies on its `PATH`. Its exit code is this one's.
 */
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { messageOf } from './messageOf.mjs';
import { ensureNatsServer } from './natsServer.mjs';
import { unsuitableNode } from './nodeVersion.mjs';
import { runToEnd } from './runToEnd.mjs';
import { say, step } from './step.mjs';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PATH_VARIABLE =
  Object.keys(process.env).find(name => name.toUpperCase() === 'PATH') ??
  'PATH';

/** @type {Record<import('./dependencies.mjs').DependencyWork, string>} */
const DEPENDENCY_WORK = {
  nothing: 'up to date',
  accept: 'up to date, installed by hand',
  rebuild: 'compiled for this Node',
  install: 'installed',
};

/**
 * @param {string[]} args - of the command line
 * @returns {Promise<number>} the exit code
 */
async function main(args) {
  const withBrowser = args[0] === '--browser';
  const [command, ...commandArgs] = withBrowser ? args.slice(1) : args;
  if (!command) {
    throw new Error('usage: run.mjs [--browser] <command> [args…]');
  }
  const problem = unsuitableNode(process.versions.node);
  if (problem) {
    throw new Error(problem);
  }

  await step(
    'dependencies',
    () =>
      ensureDependencies(ROOT, work =>
        say(
          'dependencies',
          work === 'install'
            ? 'installing, which takes minutes the first time …'
            : 'compiling the native ones for this Node …',
        ),
      ),
    work => DEPENDENCY_WORK[work],
  );
  const nats = await step(
    'nats-server',
    () =>
      ensureNatsServer(ROOT, from =>
        say('nats-server', `fetching from ${from} …`),
      ),
    ({ version, from }) => `v${version} from ${from}`,
  );
  const browser = withBrowser ? await browserEnvironment() : {};

  return runToEnd(command, commandArgs, {
    ...process.env,
    ...browser,
    NATS_SERVER: nats.path,
    [PATH_VARIABLE]: [
      join(ROOT, 'node_modules', '.bin'),
      process.env[PATH_VARIABLE],
    ].join(delimiter),
  });
}

/** @returns {Promise<NodeJS.ProcessEnv>} */
async function browserEnvironment() {
  try {
    const browser = await step(
      'browser',
      () =>
        findBrowser(ROOT, from => say('browser', `installing from ${from} …`)),
      ({ path, from }) => `${path} from ${from}`,
    );
    return { CHROMIUM: browser.path };
  } catch (error) {
    // All but one test can run without it, and that one repeats this sentence.
    const sentence = messageOf(error);
    say('browser', sentence);
    return { CHROMIUM: undefined, CHROMIUM_MISSING: sentence };
  }
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  },
);
