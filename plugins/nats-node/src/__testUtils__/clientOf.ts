import { connect, NatsConnection } from 'nats';
import { RunningNatsCluster } from '../testUtils';

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
