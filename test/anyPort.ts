import { createServer } from 'node:net';

/** A TCP port of the loopback that nobody listens on. */
export function anyPort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? done(address.port)
          : fail(new Error('The system gave no port')),
      );
    });
  });
}
