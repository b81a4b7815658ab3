import { connect, createServer, Socket } from 'node:net';

/**
 * A wire to a server on which answers come other than they were sent.
 *
 * @param port - of the server, on the loopback interface
 * @param change - is given the text of each piece that the server sends
 */
export async function garble(
  port: number,
  change: (text: string) => string,
): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer(client => {
    const upstream = connect({ host: '127.0.0.1', port });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream);
    upstream.on('data', piece =>
      client.write(change(piece.toString('latin1')), 'latin1'),
    );
    upstream.on('end', () => client.end());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') {
    throw new Error('A listener without a port');
  }
  return {
    port: address.port,
    close: async () => {
      sockets.forEach(socket => socket.destroy());
      await new Promise(resolve => server.close(resolve));
    },
  };
}
