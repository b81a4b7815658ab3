import { createServer, Server } from 'node:net';

const HOST = '127.0.0.1';

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: HOST, port, exclusive: true }, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('A listener without a port');
  }
  return address.port;
}

/**
 * Finds free ports of the loopback interface. All are held until the last is
 * found, so none comes twice; who needs one should take it at once, and be ready
 * to ask again, since nothing holds a port for another process.
 *
 * @param count - how many
 * @param preferred - ports to take where they are free, by position
 * @public
 */
export async function freePorts(
  count: number,
  preferred: readonly number[] = [],
): Promise<number[]> {
  const held: Server[] = [];
  try {
    for (let i = 0; i < count; i++) {
      const wanted = preferred[i] ?? 0;
      held.push(
        await listen(wanted).catch(error => {
          if (wanted === 0) {
            throw error;
          }
          return listen(0);
        }),
      );
    }
    return held.map(portOf);
  } finally {
    await Promise.all(
      held.map(server => new Promise(done => server.close(done))),
    );
  }
}
