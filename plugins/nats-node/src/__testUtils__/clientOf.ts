import { connect, NatsConnection } from 'nats';
import { RunningNatsCluster } from '../testUtils';
import { eventually } from './eventually';

/** Servers that start on a machine that has much else to do, milliseconds. */
const PATIENCE_MS = 120_000;

/** A client of the account APP that may do everything in it. */
export async function clientOf(
  running: RunningNatsCluster,
): Promise<NatsConnection> {
  const { user, password } = running.credentials.accounts.APP;
  return connect({
    servers: running.servers.map(({ url }) => url),
    user,
    pass: password,
    tls: running.ca === undefined ? undefined : { ca: running.ca },
  });
}

/** Asks the JetStream API; an error of the API is thrown. */
export async function ask<T = Record<string, unknown>>(
  client: NatsConnection,
  operation: string,
  body: object = {},
): Promise<T> {
  const message = await client.request(
    `$JS.API.${operation}`,
    JSON.stringify(body),
    { timeout: 10_000 },
  );
  const reply = message.json<T & { error?: object }>();
  if (reply.error) {
    throw new Error(`${operation}: ${JSON.stringify(reply.error)}`);
  }
  return reply;
}

/** Asks for something again until it is done: a server that has just joined takes no copies yet. */
export async function askUntilDone(
  client: NatsConnection,
  operation: string,
  body: object,
): Promise<void> {
  const refused = await eventually(
    () =>
      ask(client, operation, body).then(
        () => undefined,
        (error: Error) => error,
      ),
    error => error === undefined,
    PATIENCE_MS,
  );
  if (refused) {
    throw refused;
  }
}
