import { createServer, Socket } from 'node:net';

/** Accepts connections and says nothing, or one thing. */
export async function listenInSilence(
  greeting = '',
): Promise<{ url: string; sockets: Set<Socket>; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.write(greeting);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') {
    throw new Error('A listener without a port');
  }
  return {
    url: `nats://127.0.0.1:${address.port}`,
    sockets,
    close: async () => {
      sockets.forEach(socket => socket.destroy());
      await new Promise(resolve => server.close(resolve));
    },
  };
}
