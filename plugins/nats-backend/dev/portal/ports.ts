import { createServer } from 'node:net';

/** The addresses that a browser may mean by "localhost"; a machine without IPv6 has no second. */
const LOOPBACKS = ['127.0.0.1', '::1'];

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'),
    );
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

async function isFree(port: number): Promise<boolean> {
  for (const host of LOOPBACKS) {
    if (!(await canListen(port, host))) {
      return false;
    }
  }
  return true;
}

function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('The system gave no port')),
      );
    });
  });
}

/**
 * The wanted TCP port of the loopback, or a free one in its place.
 *
 * @param taken - ports already given away and not listened on yet
 */
export async function freePort(
  wanted: number,
  taken: ReadonlySet<number> = new Set(),
): Promise<number> {
  let port = wanted;
  while (taken.has(port) || !(await isFree(port))) {
    port = await anyPort();
  }
  return port;
}
