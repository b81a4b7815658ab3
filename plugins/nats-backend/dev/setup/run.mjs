// @ts-check
/**
 * Sets up what is missing, then runs a command with it:
 *
 *     node plugins/nats-backend/dev/setup/run.mjs [--tests] <command> [args…]
 *
 * The command gets `NATS_SERVER`, and the programs of the dependencies on its
 * `PATH`. With `--tests` it also gets `CHROMIUM`, `KUSTOMIZE` and `NATS_SERVER_2_10`, or
 * in place of one that is not to be had `…_MISSING`, a sentence that says why.
 * Its exit code is this one's.
 */
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureKustomize } from './kustomize.mjs';
import { messageOf } from './messageOf.mjs';
import { ensureNatsServer } from './natsServer.mjs';
import { unsuitableNode } from './nodeVersion.mjs';
import { ensureOldNatsServer } from './oldNatsServer.mjs';
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
  const forTests = args[0] === '--tests';
  const [command, ...commandArgs] = forTests ? args.slice(1) : args;
  if (!command) {
    throw new Error('usage: run.mjs [--tests] <command> [args…]');
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
  const more = forTests ? await testEnvironment() : {};

  return runToEnd(command, commandArgs, {
    ...process.env,
    ...more,
    NATS_SERVER: nats.path,
    [PATH_VARIABLE]: [
      join(ROOT, 'node_modules', '.bin'),
      process.env[PATH_VARIABLE],
    ].join(delimiter),
  });
}

/**
 * What only tests use, all at once.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function testEnvironment() {
  const environments = await Promise.all([
    forOneTest('browser', 'CHROMIUM', onInstall =>
      findBrowser(ROOT, from => onInstall(`installing from ${from} …`)),
    ),
    forOneTest('kustomize', 'KUSTOMIZE', onInstall =>
      ensureKustomize(ROOT, from => onInstall(`fetching from ${from} …`)),
    ),
    forOneTest('nats-server', 'NATS_SERVER_2_10', onInstall =>
      ensureOldNatsServer(ROOT, from =>
        onInstall(`fetching an old one from ${from} …`),
      ),
    ),
  ]);
  return Object.assign({}, ...environments);
}

/**
 * @param {string} name - of what is set up
 * @param {string} variable - for its path
 * @param {(onInstall: (text: string) => void) => Promise<{ path: string, from: string, version?: string }>} find
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function forOneTest(name, variable, find) {
  try {
    const { path } = await step(
      name,
      () => find(text => say(name, text)),
      found => `${found.version ?? found.path} from ${found.from}`,
    );
    return { [variable]: path };
  } catch (error) {
    // Most tests can run without it, and those that cannot repeat this sentence.
    const sentence = messageOf(error);
    say(name, sentence);
    return { [variable]: undefined, [`${variable}_MISSING`]: sentence };
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
