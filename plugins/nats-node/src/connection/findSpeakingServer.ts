import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerAddress } from '../config/BrokerConfig';

/** The next server is asked beside the one before when that takes longer, milliseconds. */
const STAGGER_MS = 250;
/** A NATS server says this first, to everyone. */
const GREETING = 'INFO ';

/** Why no server can be talked to, by address. */
export class SilentServersError extends Error {
  name = 'SilentServersError';
  readonly problems: { url: string; problem: string }[];

  constructor(problems: { url: string; problem: string }[]) {
    super(problems.map(({ url, problem }) => `${url} ${problem}`).join(', '));
    this.problems = problems;
  }
}

function explain(error: Error & { code?: string }): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'refused the connection';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'has an unknown host name';
    default:
      return `cannot be reached (${error.code ?? error.message})`;
  }
}

/** Waits for the greeting of one server; rejects with what is wrong. */
function greet(
  { host, port }: ServerAddress,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port });
    let heard = '';
    let onAbort = () => {};
    const end = (problem?: string) => {
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      if (problem === undefined) {
        resolve();
      } else {
        reject(new Error(problem));
      }
    };
    onAbort = () => end('was not waited for');
    signal.addEventListener('abort', onAbort);
    socket.on('error', error => end(explain(error)));
    socket.on('close', () => end('closed the connection'));
    socket.on('data', chunk => {
      heard += chunk.toString('latin1', 0, GREETING.length);
      if (heard.length >= GREETING.length) {
        end(
          heard.startsWith(GREETING)
            ? undefined
            : 'speaks something other than NATS',
        );
      }
    });
  });
}

/**
 * Finds a server that speaks NATS, so that a client never waits for one that
 * does not: the client would ask one after the other and keep a socket open for each
 * that is silent. One is asked, and another whenever that takes long or fails.
 *
 * @throws SilentServersError when none speaks within `timeoutMs`
 */
export async function findSpeakingServer(
  servers: readonly ServerAddress[],
  options: { timeoutMs: number },
): Promise<ServerAddress> {
  const over = new AbortController();
  const problems = new Map<string, string>();
  const greetings: Promise<ServerAddress>[] = [];
  const timer = setTimeout(() => over.abort(), options.timeoutMs);
  try {
    for (const server of servers) {
      const greeting = greet(server, over.signal).then(
        () => server,
        (error: Error) => {
          if (!over.signal.aborted) {
            problems.set(server.url, error.message);
          }
          throw error;
        },
      );
      greetings.push(greeting);
      const stagger = new AbortController();
      const spoken = await Promise.race([
        Promise.any(greetings).catch(() => undefined),
        sleep(STAGGER_MS, undefined, { signal: stagger.signal }).catch(
          () => undefined,
        ),
      ]);
      stagger.abort();
      if (spoken) {
        return spoken;
      }
    }
    return await Promise.any(greetings);
  } catch {
    throw new SilentServersError(
      servers.map(({ url }) => ({
        url,
        problem: problems.get(url) ?? 'does not answer',
      })),
    );
  } finally {
    clearTimeout(timer);
    over.abort();
    // Those that lost the race are of no interest any more.
    await Promise.allSettled(greetings);
  }
}
