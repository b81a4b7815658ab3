import { setTimeout as sleep } from 'node:timers/promises';
import { connect, createInbox, NatsConnection } from 'nats';
import { NatsUser } from './NatsCredentials';

/** How long one round of questions may take, and how long until the next, milliseconds. */
const ROUND_MS = 1_000;
const PAUSE_MS = 50;

/** Servers that run and did not become usable together in time. */
export class NotUsableError extends Error {}

/** What is known of the servers that are waited for. */
export interface StartingServers {
  urls: string[];
  ca?: string;
  /** A user of the system account. */
  system: NatsUser;
  /** A user of an account with JetStream. */
  application: NatsUser;
  /** Whether JetStream is waited for as well. */
  jetstream: boolean;
}

interface JetStreamReply {
  server?: { name?: string };
  data?: {
    disabled?: boolean;
    meta_cluster?: {
      leader?: string;
      cluster_size?: number;
      replicas?: { current?: boolean; offline?: boolean }[];
    };
  };
}

/** Collects replies until there are as many as servers, or the round is over. */
function askAll(
  connection: NatsConnection,
  count: number,
): Promise<JetStreamReply[]> {
  return new Promise(resolve => {
    const replies: JetStreamReply[] = [];
    const inbox = createInbox();
    const timer = setTimeout(() => resolve(replies), ROUND_MS);
    connection.subscribe(inbox, {
      callback: (error, message) => {
        if (!error) {
          replies.push(message.json<JetStreamReply>());
        }
        if (replies.length === count) {
          clearTimeout(timer);
          resolve(replies);
        }
      },
    });
    connection.publish('$SYS.REQ.SERVER.PING.JSZ', undefined, { reply: inbox });
  });
}

/** What is still missing, as the servers say themselves; undefined where nothing is. */
function whatIsMissing(
  replies: JetStreamReply[],
  count: number,
): string | undefined {
  if (replies.length < count) {
    return `only ${replies.length} of ${count} servers answered`;
  }
  const nameOf = ({ server }: JetStreamReply) => server?.name ?? 'a server';
  const without = replies.find(({ data }) => data?.disabled);
  if (without) {
    return `${nameOf(without)} has no JetStream yet`;
  }
  if (count === 1) {
    return undefined;
  }
  const leaders = replies.map(({ data }) => data?.meta_cluster?.leader);
  const leader = replies.find(({ server }) => server?.name === leaders[0]);
  if (!leader || new Set(leaders).size > 1) {
    return `the servers follow ${leaders.map(name => name || 'nobody')}`;
  }
  const sizes = replies.map(({ data }) => data?.meta_cluster?.cluster_size);
  if (sizes.some(size => size !== count)) {
    return `the servers know of ${sizes} servers`;
  }
  // A follower knows the state of the leader only, so the leader's view of the others counts.
  const peers = leader.data?.meta_cluster?.replicas ?? [];
  const ready = peers.filter(({ current, offline }) => current && !offline);
  return ready.length < count - 1
    ? `${nameOf(leader)}, who leads, sees ${JSON.stringify(peers)}`
    : undefined;
}

/**
 * Waits until all servers see each other, JetStream has a leader that all agree
 * on, and an account can use it.
 *
 * @throws NotUsableError with the last reason when that takes longer than `timeoutMs`
 */
export async function waitUntilUsable(
  servers: StartingServers,
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  const { urls, ca, system, application } = servers;
  const open = ({ user, password }: NatsUser, url: string) =>
    connect({
      servers: url,
      user,
      pass: password,
      tls: ca === undefined ? undefined : { ca },
      timeout: ROUND_MS,
      reconnect: false,
    });
  let reason: unknown = new Error('nobody was asked yet');
  while (Date.now() < deadline && !options.signal.aborted) {
    const connections: NatsConnection[] = [];
    try {
      for (const url of urls) {
        connections.push(await open(application, url));
      }
      const asker = await open(system, urls[0]);
      connections.push(asker);
      const replies = await askAll(asker, urls.length);
      if (!servers.jetstream && replies.length === urls.length) {
        return;
      }
      const missing = whatIsMissing(replies, urls.length);
      if (servers.jetstream && missing === undefined) {
        const answer = await connections[0].request('$JS.API.INFO');
        if (!answer.json<{ error?: unknown }>().error) {
          return;
        }
        reason = new Error(answer.string());
      } else {
        reason = new Error(missing);
      }
    } catch (error) {
      reason = error;
    } finally {
      await Promise.all(connections.map(connection => connection.close()));
    }
    await sleep(PAUSE_MS);
  }
  throw new NotUsableError(
    `The servers are not usable: ${
      reason instanceof Error ? reason.message : String(reason)
    }`,
  );
}
