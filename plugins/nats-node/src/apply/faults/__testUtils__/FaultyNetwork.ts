import { JsonObject } from '@backstage/types';
import { connect, NatsConnection, RequestStrategy } from 'nats';
import {
  NatsClusterOptions,
  natsServerBinary,
  NatsServerProcess,
  NatsUser,
  RunningNatsCluster,
  startNatsCluster,
  TcpProxy,
} from '../../../testUtils';
import { eventually } from '../../../__testUtils__/eventually';

/** An election, and servers that start again, on a machine that has much else to do; milliseconds. */
const PATIENCE_MS = 120_000;

/** What a server says of one connection; only what is read. */
interface ConnectionInfo {
  name?: string;
}

/**
 * Three servers with TLS whose every connection can be broken: those of clients to each server,
 * and those between any two of them.
 */
export class FaultyNetwork {
  readonly running: RunningNatsCluster;
  /** Before the clients' port of each server, by its position. */
  readonly doors: readonly TcpProxy[];
  readonly #links: ReadonlyMap<string, TcpProxy>;
  readonly #again = new Map<number, NatsServerProcess>();
  readonly #clients: NatsConnection[] = [];

  private constructor(
    running: RunningNatsCluster,
    doors: TcpProxy[],
    links: ReadonlyMap<string, TcpProxy>,
  ) {
    this.running = running;
    this.doors = doors;
    this.#links = links;
  }

  static async start(options: NatsClusterOptions = {}): Promise<FaultyNetwork> {
    const links = new Map<string, TcpProxy>();
    const running = await startNatsCluster({
      ...options,
      link: async ({ from, to, port }) => {
        const proxy = await TcpProxy.to(port);
        // Servers that did not start are tried again, on other ports.
        await links.get(`${from} ${to}`)?.close();
        links.set(`${from} ${to}`, proxy);
        return proxy.port;
      },
    });
    const doors = await Promise.all(
      running.ports.client.map(port => TcpProxy.to(port)),
    );
    const network = new FaultyNetwork(running, doors, links);
    // One who answers may have just joined, and take no copies yet.
    await network.settled();
    return network;
  }

  /** An entry of `nats.brokers` that leads through the proxies. */
  brokerConfig(more: JsonObject = {}): JsonObject {
    return {
      ...this.running.brokerConfig('faulty'),
      servers: this.doors.map(({ port }) => `tls://127.0.0.1:${port}`),
      ...more,
    };
  }

  /** All proxies; of the sockets of this process, theirs are no concern of the broker's. */
  get proxies(): TcpProxy[] {
    return [...this.doors, ...this.#links.values()];
  }

  /** A client that is not disturbed by the proxies; it ends with the servers. */
  async client(user: NatsUser = this.#users.APP): Promise<NatsConnection> {
    const { servers, ca } = this.running;
    const client = await connect({
      servers: servers.map(({ url }) => url),
      user: user.user,
      pass: user.password,
      tls: { ca },
      maxReconnectAttempts: -1,
      reconnectTimeWait: 100,
    });
    this.#clients.push(client);
    return client;
  }

  /** Position of the server with a name. */
  indexOf(name: string | undefined): number {
    return this.running.servers.findIndex(server => server.name === name);
  }

  /** Does something to all that leads from a server to the others, and back. */
  isolate(index: number, what: (proxy: TcpProxy) => void): void {
    const { name } = this.running.servers[index];
    for (const [key, proxy] of this.#links) {
      if (key.split(' ').includes(name)) {
        what(proxy);
      }
    }
  }

  /** Ends a server as a crash does. */
  async kill(index: number): Promise<void> {
    const again = this.#again.get(index);
    await (again ?? this.running.servers[index]).kill();
  }

  /** Starts a server again that was killed, with what it stored. */
  async restart(index: number): Promise<void> {
    const { configFile } = this.running.servers[index];
    this.#again.set(
      index,
      await NatsServerProcess.start(natsServerBinary(), configFile),
    );
  }

  /** Waits until all servers follow one leader of JetStream, who has heard of all of them; its name. */
  async settled(): Promise<string> {
    const size = this.running.servers.length;
    const admin = await this.client(this.running.credentials.admin);
    try {
      const leader = await eventually(
        async () => {
          const replies = await askServers<{
            meta_cluster?: {
              leader?: string;
              replicas?: { current?: boolean; offline?: boolean }[];
            };
          }>(admin, 'JSZ', size);
          const leaders = new Set(
            replies.map(({ meta_cluster: meta }) => meta?.leader),
          );
          const ready = replies
            .flatMap(({ meta_cluster: meta }) => meta?.replicas ?? [])
            .filter(({ current, offline }) => current && !offline);
          return replies.length === size &&
            leaders.size === 1 &&
            ready.length >= size - 1
            ? [...leaders][0]
            : undefined;
        },
        found => Boolean(found),
        PATIENCE_MS,
      );
      if (!leader) {
        throw new Error('The servers do not agree on a leader');
      }
      return leader;
    } finally {
      await admin.close();
    }
  }

  /** Connections that the portal has at the servers, by their names. */
  async portalConnections(): Promise<string[]> {
    const size = this.running.servers.length;
    const admin = await this.client(this.running.credentials.admin);
    try {
      const replies = await askServers<{ connections?: ConnectionInfo[] }>(
        admin,
        'CONNZ',
        size,
      );
      return replies
        .flatMap(({ connections = [] }) => connections)
        .flatMap(({ name }) => (name?.startsWith('backstage ') ? [name] : []));
    } finally {
      await admin.close();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#clients.map(client => client.close()));
    this.proxies.forEach(proxy => proxy.pass());
    await Promise.all([...this.#again.values()].map(server => server.kill()));
    await this.running.stop();
    await Promise.all(this.proxies.map(proxy => proxy.close()));
  }

  get #users() {
    return this.running.credentials.accounts;
  }
}

/** What each server answers, of as many as there are or within a second. */
async function askServers<T>(
  admin: NatsConnection,
  what: string,
  size: number,
): Promise<T[]> {
  const answers = await admin.requestMany(
    `$SYS.REQ.SERVER.PING.${what}`,
    undefined,
    { maxMessages: size, maxWait: 1_000, strategy: RequestStrategy.Count },
  );
  const replies: T[] = [];
  for await (const message of answers) {
    replies.push(message.json<{ data: T }>().data);
  }
  return replies;
}
