import { join } from 'node:path';
import { startBrokers } from './brokers';
import { logsFolder, portalConfigFile, rootFolder } from './folders';
import { Part, PartEnd } from './Part';
import { freePort } from './ports';
import { appUrl, backendUrl, writePortalConfig } from './portalConfig';
import {
  endLeftovers,
  markRunning,
  runningPortal,
  unmarkRunning,
} from './runningPortal';
import { waitForUrl } from './waitForUrl';

const APP_PORT = 3000;
const BACKEND_PORT = 7007;
/** The first start compiles the app and creates the databases; slow machines take minutes. */
const START_TIMEOUT_MS = 300_000;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const result = await work();
  say(`${what}  (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  return result;
}

function startBackend(): Part {
  return Part.start({
    name: 'backend',
    command: process.execPath,
    args: [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(rootFolder, 'plugins/nats-backend/dev/index.ts'),
      '--config',
      join(rootFolder, 'app-config.yaml'),
      '--config',
      portalConfigFile,
    ],
    cwd: rootFolder,
    env: { ...process.env, NODE_ENV: 'development' },
    logFile: join(logsFolder, 'backend.log'),
  });
}

function startApp(): Part {
  return Part.start({
    name: 'app',
    command: process.execPath,
    args: [
      require.resolve('@backstage/cli/bin/backstage-cli'),
      'package',
      'start',
      '--config',
      join(rootFolder, 'app-config.yaml'),
      '--config',
      portalConfigFile,
    ],
    cwd: join(rootFolder, 'plugins/nats'),
    env: { ...process.env, NODE_ENV: 'development' },
    logFile: join(logsFolder, 'app.log'),
  });
}

/** Resolves at the first Ctrl-C or termination; a second one ends the process at once. */
function interrupted(): Promise<'interrupted'> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve('interrupted'));
    }
  });
}

function describeEnd({ name, code, signal }: PartEnd, output: string): string {
  const how = signal ? `by ${signal}` : `with code ${code}`;
  return `The ${name} ended ${how}. Its last words:\n\n${output}\n`;
}

async function main(): Promise<void> {
  const running = await runningPortal();
  if (running) {
    throw new Error(
      `The portal is running already at ${running.url} (process ${running.pid})`,
    );
  }
  await endLeftovers();
  const stop = interrupted();
  const parts: Part[] = [];
  const appPort = await freePort(APP_PORT);
  const backendPort = await freePort(BACKEND_PORT, new Set([appPort]));
  const url = appUrl(appPort);
  await markRunning(url);

  const brokers = await timed('NATS cluster of three servers, TLS', () =>
    startBrokers(),
  );
  try {
    await writePortalConfig({ appPort, backendPort, broker: brokers.config });
    const backend = startBackend();
    const app = startApp();
    parts.push(backend, app);
    await markRunning(url, parts);
    const ended = Promise.race([
      ...parts.map(async part => {
        const end = await part.ended;
        return describeEnd(end, part.tail());
      }),
      brokers.ended.then(({ output, ...end }) => describeEnd(end, output)),
    ]);
    const waiting = new AbortController();
    const ready = Promise.all([
      timed('Backend', () =>
        waitForUrl(
          `${backendUrl(backendPort)}/.backstage/health/v1/readiness`,
          { timeoutMs: START_TIMEOUT_MS, signal: waiting.signal },
        ),
      ),
      timed('App', () =>
        waitForUrl(url, {
          timeoutMs: START_TIMEOUT_MS,
          signal: waiting.signal,
        }),
      ),
    ]);
    // Losing the race below must not count as an unhandled rejection.
    ready.catch(() => {});
    const first = await Promise.race([ready, ended, stop]);
    if (Array.isArray(first)) {
      say('');
      say(`Portal   ${url}`);
      brokers.addresses.forEach(address => say(`Broker   ${address}`));
      say(`Logs     ${logsFolder}`);
      say('');
      say(
        'Ready. Ctrl-C ends everything; what was made is kept (npm run reset empties it).',
      );
    } else {
      waiting.abort();
    }
    const last = Array.isArray(first)
      ? await Promise.race([ended, stop])
      : first;
    if (last !== 'interrupted') {
      process.exitCode = 1;
    }
    say('\nEnding …');
    await Promise.all(parts.map(part => part.stop()));
    await brokers.stop();
    if (last === 'interrupted') {
      say('Everything has ended.');
    } else {
      process.stderr.write(`\n${last}`);
    }
  } finally {
    await Promise.all(parts.map(part => part.stop()));
    await brokers.stop();
    await unmarkRunning();
  }
}

main().then(
  () => process.exit(),
  error => {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  },
);
