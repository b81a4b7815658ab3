import { NatsConnection } from 'nats';

/** What was asked over a connection that another replaced may be answered for so long, milliseconds. */
const RETIREMENT_MS = 10_000;

/** Connections that others have replaced, until nobody waits for them any more. */
export class RetiredConnections {
  readonly #connections = new Set<NatsConnection>();

  /** Closes it, but not at once. */
  add(connection: NatsConnection): void {
    this.#connections.add(connection);
    const timer = setTimeout(() => connection.close(), RETIREMENT_MS);
    timer.unref();
    connection.closed().then(() => {
      clearTimeout(timer);
      this.#connections.delete(connection);
    });
  }

  /** Closes all at once. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#connections].map(connection => connection.close()),
    );
  }
}
