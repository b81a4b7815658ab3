import { createServer, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

const TYPES: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html; charset=utf-8',
};

const API = '/api/nats';

/** Answers a browser in place of a portal: the files of an app, and what its backend would say. */
export class FakePortal {
  readonly origin: string;
  /** What the NATS API was asked for, in order: paths with their queries. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #answers = new Map<string, (url: URL) => unknown>();
  #files: ReadonlyMap<string, Uint8Array> = new Map();
  #held: Promise<void> = Promise.resolve();

  private constructor(server: Server) {
    const { port } = server.address() as AddressInfo;
    this.origin = `http://localhost:${port}`;
    this.#server = server;
    server.on('request', ({ url = '/' }, response) =>
      this.#answer(new URL(url, this.origin), response),
    );
  }

  static async start(): Promise<FakePortal> {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, 'localhost', resolve);
    });
    return new FakePortal(server);
  }

  /** @param files - by their paths; any other path is a page of the app */
  serve(files: ReadonlyMap<string, Uint8Array>): void {
    this.#files = files;
  }

  /**
   * Says this from now on.
   *
   * @param path - behind `/api`
   */
  answer(path: string, make: (url: URL) => unknown): void {
    this.#answers.set(`/api${path}`, make);
  }

  /** Keeps what is asked of the NATS API waiting, until the returned function is called. */
  hold(): () => void {
    let release = () => {};
    this.#held = new Promise(resolve => {
      release = resolve;
    });
    return release;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  async #answer(url: URL, response: ServerResponse): Promise<void> {
    const { pathname, search } = url;
    if (!pathname.startsWith('/api/')) {
      const path = this.#files.has(pathname) ? pathname : '/index.html';
      const type = TYPES[path.slice(path.lastIndexOf('.') + 1)];
      response.setHeader('content-type', type).end(this.#files.get(path));
      return;
    }
    if (pathname.startsWith(API)) {
      this.asked.push(`${pathname.slice(API.length)}${search}`);
      await this.#held;
    }
    const make = this.#answers.get(decodeURIComponent(pathname));
    const body = make ? make(url) : { items: [] };
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify(body));
  }
}
