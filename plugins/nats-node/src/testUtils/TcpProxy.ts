import { createConnection, createServer, Server, Socket } from 'node:net';

const HOST = '127.0.0.1';

/** Passes what one socket says on to another, in order. */
function passOn(from: Socket, to: Socket, delayMs: () => number): void {
  const waiting = new Set<NodeJS.Timeout>();
  let lastAt = 0;
  const later = (pass: () => void) => {
    const now = performance.now();
    lastAt = Math.max(lastAt, now + delayMs());
    if (lastAt <= now) {
      pass();
      return;
    }
    const timer = setTimeout(() => {
      waiting.delete(timer);
      pass();
    }, lastAt - now);
    waiting.add(timer);
  };
  const destroy = () => {
    waiting.forEach(clearTimeout);
    from.destroy();
    to.destroy();
  };
  from.on('data', chunk => later(() => to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('error', destroy);
  to.on('error', destroy);
}

/**
 * Stands between a client and a server on the loopback interface, and does to what they
 * say what networks do: passes it on, late, or not at all.
 *
 * @public
 */
export class TcpProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #delayMs = 0;
  #isHung = false;
  #isCut = false;

  private constructor(server: Server, targetPort: number) {
    this.#server = server;
    server.on('connection', client => this.#accept(client, targetPort));
  }

  /** Listens on any free port for connections to this one. */
  static async to(targetPort: number): Promise<TcpProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, HOST, resolve);
    });
    return new TcpProxy(server, targetPort);
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The proxy is closed');
    }
    return address.port;
  }

  /** Its own sockets, two for each connection; a count. */
  get openSockets(): number {
    return this.#sockets.size;
  }

  /** All is as if there were no proxy; what was held back is passed on, as TCP does with what was lost. */
  pass(): void {
    this.#delayMs = 0;
    this.#isCut = false;
    this.#isHung = false;
    this.#sockets.forEach(socket => socket.resume());
  }

  /** What the server says from now on comes so much later. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  /** Connections stay and new ones are taken, and nothing gets through in either direction. */
  hang(): void {
    this.#isHung = true;
    this.#sockets.forEach(socket => socket.pause());
  }

  /** Connections end without notice, and there are no new ones. */
  cut(): void {
    this.#isCut = true;
    this.#sockets.forEach(socket => socket.resetAndDestroy());
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #accept(client: Socket, targetPort: number): void {
    if (this.#isCut) {
      client.resetAndDestroy();
      return;
    }
    const target = createConnection({
      host: HOST,
      port: targetPort,
      allowHalfOpen: true,
      noDelay: true,
    });
    for (const socket of [client, target]) {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    }
    passOn(client, target, () => 0);
    passOn(target, client, () => this.#delayMs);
    if (this.#isHung) {
      client.pause();
      target.pause();
    }
  }
}
