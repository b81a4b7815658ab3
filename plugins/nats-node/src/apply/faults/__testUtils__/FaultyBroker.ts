import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { JsonObject } from '@backstage/types';
import { connect, NatsConnection } from 'nats';
import { brokerAt } from '../../../__testUtils__/brokerAt';
import { Broker } from '../../../Broker';
import {
  NatsClusterOptions,
  natsServerBinary,
  NatsServerProcess,
  RunningNatsCluster,
  RunningNatsServer,
  startNatsCluster,
} from '../../../testUtils';
import { waitUntilUsable } from '../../../testUtils/waitUntilUsable';
import { ConfigEdit, TESTER, withTester } from './configEdits';

/** A server says this once it has taken in another configuration. */
const RELOADED = /Reloaded server configuration/g;
const RELOAD_MS = 20_000;
const PAUSE_MS = 20;
const USABLE_MS = 30_000;
/** A file system of that kind, where a machine has one: a disk may take longer than what is tested. */
const MEMORY = '/dev/shm';

/** Stands still, and with it everything that this process does: what is in the middle stays there. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

const logFileOf = (configFile: string) => configFile.replace(/conf$/, 'log');

/** What it takes to let a server take in another configuration. */
type Reloadable = Pick<RunningNatsServer, 'configFile' | 'signal'>;

function countReloads({ configFile }: Reloadable): number {
  const log = logFileOf(configFile);
  return existsSync(log)
    ? readFileSync(log, 'utf8').match(RELOADED)?.length ?? 0
    : 0;
}

/** Gives a server another configuration; `isTaken` says whether it took it in, and throws when that takes too long. */
function give(
  server: Reloadable,
  edit: ConfigEdit,
): { before: string; isTaken: () => boolean } {
  const before = readFileSync(server.configFile, 'utf8');
  const reloads = countReloads(server);
  writeFileSync(server.configFile, edit(before));
  server.signal('SIGHUP');
  const deadline = Date.now() + RELOAD_MS;
  const isTaken = () => {
    if (Date.now() > deadline) {
      throw new Error(`A server does not take in:\n${edit(before)}`);
    }
    return countReloads(server) > reloads;
  };
  return { before, isTaken };
}

/** @returns the configuration before, once the server has taken in the other */
function takeIn(server: Reloadable, edit: ConfigEdit): string {
  const { before, isTaken } = give(server, edit);
  while (!isTaken()) {
    standStill(PAUSE_MS);
  }
  return before;
}

/** Servers that a test breaks and mends, and the portal's view of them. */
export class FaultyBroker {
  readonly broker: Broker;
  /** Of the account, whatever becomes of the portal's own connection. */
  readonly client: NatsConnection;
  /** Of the system account. */
  readonly admin: NatsConnection;
  readonly #running: RunningNatsCluster;
  readonly #directory: string;
  /** The processes that run now, by position. */
  readonly #processes: Pick<RunningNatsServer, 'kill' | 'signal'>[];
  readonly #killed = new Set<number>();
  readonly #toMend: (() => void)[] = [];

  private constructor(
    running: RunningNatsCluster,
    directory: string,
    clients: { client: NatsConnection; admin: NatsConnection },
  ) {
    this.#running = running;
    this.#directory = directory;
    this.#processes = running.servers.map(({ kill, signal }) => ({
      kill,
      signal,
    }));
    this.client = clients.client;
    this.admin = clients.admin;
    this.broker = this.another();
  }

  static async start(options: NatsClusterOptions = {}): Promise<FaultyBroker> {
    const directory = await mkdtemp(
      join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'faulty-'),
    );
    const running = await startNatsCluster({
      tls: false,
      directory,
      ...options,
    });
    running.servers.forEach(server => {
      takeIn(server, text =>
        withTester(`${text}log_file: "${logFileOf(server.configFile)}"\n`),
      );
    });
    const { user, password } = running.credentials.admin;
    const open = (login: { user: string; pass: string }) =>
      connect({
        ...login,
        servers: running.servers.map(({ url }) => url),
        maxReconnectAttempts: -1,
        reconnectTimeWait: PAUSE_MS,
      });
    return new FaultyBroker(running, directory, {
      client: await open(TESTER),
      admin: await open({ user, pass: password }),
    });
  }

  /** The entry of the configuration that leads here. */
  get entry(): JsonObject {
    return this.#running.brokerConfig('faulty');
  }

  /** The same servers for another task, with connections of its own. */
  another(changes: JsonObject = {}): Broker {
    return brokerAt({ ...this.entry, ...changes });
  }

  /** Position of the server that decides where streams and consumers are. */
  async metaLeader(): Promise<number> {
    const reply = await this.admin.request('$SYS.REQ.SERVER.PING.JSZ');
    const { data } = reply.json<{
      data: { meta_cluster?: { leader?: string } };
    }>();
    const leader = data.meta_cluster?.leader;
    return this.#running.servers.findIndex(({ name }) => name === leader);
  }

  /** Lets all servers take in another configuration, while this process stands still. */
  reload(edit: ConfigEdit): void {
    this.#running.servers.forEach(({ configFile }, i) => {
      const before = takeIn({ configFile, ...this.#processes[i] }, edit);
      this.#toMend.push(() =>
        takeIn({ configFile, ...this.#processes[i] }, () => before),
      );
    });
  }

  /** Lets the first server take in another configuration while everything goes on. */
  async reloadBeside(edit: ConfigEdit): Promise<void> {
    const [{ configFile }] = this.#running.servers;
    const [{ signal }] = this.#processes;
    const { isTaken } = give({ configFile, signal }, edit);
    while (!isTaken()) {
      await sleep(PAUSE_MS);
    }
  }

  /** Ends a server at once and without notice. */
  kill(index: number): void {
    this.#processes[index].kill('SIGKILL');
    this.#killed.add(index);
  }

  /** Starts the servers that were killed, with what they stored, and takes back what was reloaded. */
  async mend(): Promise<void> {
    for (const index of this.#killed) {
      const { configFile } = this.#running.servers[index];
      await this.#processes[index].kill();
      const child = await NatsServerProcess.start(
        natsServerBinary(),
        configFile,
      );
      this.#processes[index] = {
        kill: signal => child.kill(signal),
        signal: signal => child.signal(signal),
      };
    }
    if (this.#killed.size > 0) {
      await this.#waitUntilUsable();
    }
    this.#killed.clear();
    this.#toMend
      .splice(0)
      .reverse()
      .forEach(undo => undo());
  }

  async #waitUntilUsable(): Promise<void> {
    const { servers, credentials } = this.#running;
    await waitUntilUsable(
      {
        urls: servers.map(({ url }) => url),
        system: credentials.admin,
        application: credentials.accounts.APP,
        jetstream: true,
      },
      { timeoutMs: USABLE_MS, signal: new AbortController().signal },
    );
  }

  async stop(): Promise<void> {
    await Promise.all([this.client.close(), this.admin.close()]);
    await Promise.all(this.#processes.map(process => process.kill('SIGKILL')));
    await this.#running.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
