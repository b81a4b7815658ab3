import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A careless server: it refuses everything, and its answer repeats what it was asked, headers and all. */
export class EchoServer {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<EchoServer> {
    const server = createServer(async (request, response) => {
      const { method, url, headers } = request;
      const body = await text(request);
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(JSON.stringify({ method, url, headers, body }));
    });
    await new Promise<void>(done =>
      server.listen(0, '127.0.0.1', () => done()),
    );
    return new EchoServer(server);
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}
