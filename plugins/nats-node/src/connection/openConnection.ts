import { setTimeout as sleep } from 'node:timers/promises';
import { connect, ConnectionOptions, NatsConnection } from 'nats';
import {
  BrokerConfig,
  ServerAddress,
  UserConfig,
} from '../config/BrokerConfig';
import { connectionOptions } from './connectionOptions';
import { findSpeakingServer } from './findSpeakingServer';

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map(item => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

/** The client's timeout holds for each server; this one for all together. */
async function inTime(
  connecting: Promise<NatsConnection>,
  timeoutMs: number,
): Promise<NatsConnection> {
  const over = new AbortController();
  try {
    return await Promise.race([
      connecting,
      sleep(timeoutMs, undefined, { signal: over.signal }).then(() => {
        // One that comes too late is of no use to anybody.
        connecting.then(
          connection => connection.close(),
          () => {},
        );
        throw new Error('no login in time');
      }),
    ]);
  } finally {
    over.abort();
  }
}

/**
 * Connects a user to whichever server of a broker speaks first.
 *
 * @param options - what the client is told beside who and where
 * @param avoid - `host:port` of a server that is asked last
 * @throws whatever is in the way, within the broker's timeout
 */
export async function openConnection(
  broker: BrokerConfig,
  user: UserConfig,
  options: ConnectionOptions,
  avoid?: string,
): Promise<NatsConnection> {
  const startedAt = Date.now();
  const login = connectionOptions(broker, user);
  const isAvoided = ({ host, port }: ServerAddress) =>
    `${host}:${port}` === avoid;
  const servers = shuffled(broker.servers).sort(
    (a, b) => Number(isAvoided(a)) - Number(isAvoided(b)),
  );
  const first = await findSpeakingServer(servers, {
    timeoutMs: broker.timeoutMs,
  });
  const restMs = Math.max(1, broker.timeoutMs - (Date.now() - startedAt));
  const connecting = connect({
    ...login,
    ...options,
    servers: [first, ...servers.filter(server => server !== first)].map(
      ({ url }) => url,
    ),
    // The one that spoke comes first; the others were shuffled above.
    noRandomize: true,
    timeout: restMs,
  });
  return inTime(connecting, restMs);
}
