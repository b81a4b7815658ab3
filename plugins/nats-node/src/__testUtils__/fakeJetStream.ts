import { connect, NatsConnection } from 'nats';
import { RunningNatsCluster } from '../testUtils';

/** Answers one operation of the JetStream API; `undefined` says nothing at all. */
export type FakeAnswer = (request: {
  operation: string;
  body: Record<string, unknown>;
}) => object | undefined;

/**
 * A JetStream API that says what a test wants, in the account APP of a server
 * without JetStream: for servers that are old, busy or half dead.
 */
export async function fakeJetStream(
  running: RunningNatsCluster,
  answer: FakeAnswer,
): Promise<{ asked: string[]; stop: () => Promise<void> }> {
  const { user, password } = running.credentials.accounts.APP;
  const connection: NatsConnection = await connect({
    servers: running.servers.map(({ url }) => url),
    user,
    pass: password,
    tls: { ca: running.ca },
  });
  const asked: string[] = [];
  connection.subscribe('$JS.API.>', {
    callback: (_error, message) => {
      const operation = message.subject.slice('$JS.API.'.length);
      asked.push(operation);
      const body = message.data.length > 0 ? message.json() : {};
      const reply = answer({
        operation,
        body: body as Record<string, unknown>,
      });
      if (reply) {
        message.respond(JSON.stringify(reply));
      }
    },
  });
  await connection.flush();
  return { asked, stop: () => connection.close() };
}
