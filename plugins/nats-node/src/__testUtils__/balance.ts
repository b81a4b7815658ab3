import { connect, createServer, Socket } from 'node:net';

/** A load balancer for TCP. */
export interface Balancer {
  port: number;
  /** Connections that it has taken, a count. */
  readonly taken: number;
  /** Ends its connections; it goes on taking others. */
  cut(): void;
  close(): Promise<void>;
}

/** Leads connections to several ports of the loopback in turn. */
export async function balance(...targets: number[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const cut = () => sockets.forEach(socket => socket.destroy());
  let taken = 0;
  const server = createServer(client => {
    const port = targets[taken++ % targets.length];
    const upstream = connect({ host: '127.0.0.1', port });
    keep(client);
    keep(upstream);
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') {
    throw new Error('A listener without a port');
  }
  return {
    port: address.port,
    get taken() {
      return taken;
    },
    cut,
    close: async () => {
      cut();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
