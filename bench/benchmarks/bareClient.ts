import {
  completeMessagingSpec,
  JetStreamConfig,
  MessagingSpec,
  toConsumerConfig,
  toStreamConfig,
} from '@nats-portal/plugin-nats-common';
import { RunningNatsCluster } from '@nats-portal/plugin-nats-node/testUtils';
import { connect, NatsConnection } from 'nats';

/** One request to the JetStream API. */
export interface ApiCall {
  subject: string;
  body: string;
}

interface ApiReply {
  error?: { description?: string; err_code?: number };
  streams?: { config: { name: string } }[] | null;
  total?: number;
  limit?: number;
}

/** More did not read lists faster. */
const LISTS_IN_FLIGHT = 16;
/** A queue of all calls on a busy machine takes its time, milliseconds. */
const TIMEOUT_MS = 60_000;

/** Connects as the user of the first account. */
export async function connectBare(
  running: RunningNatsCluster,
): Promise<NatsConnection> {
  const [{ user, password }] = Object.values(running.credentials.accounts);
  return connect({
    servers: running.servers.map(({ url }) => url),
    user,
    pass: password,
    tls: running.ca === undefined ? undefined : { ca: running.ca },
  });
}

/** What creating a spec takes: the calls for all streams, and those for all consumers. */
export function createCalls(
  spec: MessagingSpec,
  replicas: number,
): ApiCall[][] {
  const { streams } = completeMessagingSpec(spec, { replicas });
  const call = (operation: string, body: JetStreamConfig): ApiCall => ({
    subject: `$JS.API.${operation}`,
    body: JSON.stringify(body),
  });
  return [
    streams.map(stream =>
      call(`STREAM.CREATE.${stream.name}`, toStreamConfig(stream)),
    ),
    streams.flatMap(stream =>
      stream.consumers.map(consumer =>
        call(`CONSUMER.CREATE.${stream.name}.${consumer.durableName}`, {
          stream_name: stream.name,
          config: toConsumerConfig(consumer),
          action: 'create',
        }),
      ),
    ),
  ];
}

async function ask(
  client: NatsConnection,
  { subject, body }: ApiCall,
): Promise<ApiReply> {
  const message = await client.request(subject, body, { timeout: TIMEOUT_MS });
  const reply = message.json<ApiReply>();
  if (reply.error) {
    throw new Error(`${subject}: ${reply.error.description}`);
  }
  return reply;
}

/** Makes calls, so many at a time. */
export async function makeCalls(
  client: NatsConnection,
  calls: readonly ApiCall[],
  inFlight: number,
): Promise<void> {
  const rest = calls[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const call of rest) {
        await ask(client, call);
      }
    }),
  );
}

/** Reads the list of streams, and the list of consumers of each. */
export async function readLists(client: NatsConnection): Promise<void> {
  const names: string[] = [];
  for (let offset = 0, total = 1; offset < total; ) {
    const page = await ask(client, {
      subject: '$JS.API.STREAM.LIST',
      body: JSON.stringify({ offset }),
    });
    names.push(...(page.streams ?? []).map(({ config }) => config.name));
    offset += page.limit ?? 0;
    total = page.limit ? page.total ?? 0 : 0;
  }
  await makeCalls(
    client,
    names.map(name => ({
      subject: `$JS.API.CONSUMER.LIST.${name}`,
      body: '{"offset":0}',
    })),
    LISTS_IN_FLIGHT,
  );
}

/** Deletes the streams of a spec with all that they hold. */
export async function deleteAll(
  client: NatsConnection,
  { streams }: MessagingSpec,
): Promise<void> {
  await makeCalls(
    client,
    streams.map(({ name }) => ({
      subject: `$JS.API.STREAM.DELETE.${name}`,
      body: '',
    })),
    LISTS_IN_FLIGHT,
  );
}
