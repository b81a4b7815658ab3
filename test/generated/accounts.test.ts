import {
  ConsumerSpec,
  StreamSpec,
  toConsumerConfig,
  toStreamConfig,
} from '@nats-portal/plugin-nats-common';
import { NatsConnection } from 'nats';
import { connectAs, identityOf, secretOf } from './connectAs';
import { goldenFiles, manifestsIn, specsOf } from './goldenRepositories';
import { RunningRelease, startRelease } from './startRelease';

/*
 * Two accounts of one broker have a stream, a consumer and a worker of the same
 * names and subjects. On the servers of that release nobody sees the other's.
 */

jest.setTimeout(90_000);

const manifests = manifestsIn(goldenFiles('options/two-accounts'));
let running: RunningRelease;
const connections: NatsConnection[] = [];

async function user(
  name: string,
  inboxPrefix?: string,
): Promise<NatsConnection> {
  const connection = await connectAs(
    running,
    identityOf(secretOf(running, `${name}-tls`)),
    { index: connections.length % 3, inboxPrefix },
  );
  connections.push(connection);
  return connection;
}

/** The controller's connection for an Account of the repository. */
async function controller(account: string): Promise<NatsConnection> {
  const found = specsOf<{ tls: { secret: { name: string } } }>(
    manifests,
    'Account',
  ).find(({ name }) => name === account);
  return user(found?.spec.tls.secret.name.replace(/-tls$/, '') ?? '');
}

async function api(
  connection: NatsConnection,
  operation: string,
  body: object,
): Promise<void> {
  const reply = await connection.request(
    `$JS.API.${operation}`,
    JSON.stringify(body),
    { timeout: 10_000 },
  );
  expect(reply.json<{ error?: unknown }>().error).toBeUndefined();
}

async function messagesOf(admin: NatsConnection): Promise<number> {
  const { streams } = await admin.jetstreamManager();
  return (await streams.info('JOBS')).state.messages;
}

let admins: { app: NatsConnection; billing: NatsConnection };

beforeAll(async () => {
  running = await startRelease('options/two-accounts');
  for (const { spec } of specsOf<
    StreamSpec & { account: string; preventDelete: boolean }
  >(manifests, 'Stream')) {
    const { account, preventDelete: _, ...stream } = spec;
    await api(
      await controller(account),
      `STREAM.CREATE.${stream.name}`,
      toStreamConfig(stream),
    );
  }
  for (const { spec } of specsOf<
    ConsumerSpec & {
      account: string;
      preventDelete: boolean;
      streamName: string;
    }
  >(manifests, 'Consumer')) {
    const { account, preventDelete: _, streamName, ...consumer } = spec;
    await api(
      await controller(account),
      `CONSUMER.CREATE.${streamName}.${consumer.durableName}.${consumer.filterSubject}`,
      { stream_name: streamName, config: toConsumerConfig(consumer) },
    );
  }
  admins = {
    app: await user('nats-admin', '_INBOX_nats-admin'),
    billing: await user('nats-billing-admin', '_INBOX_nats-billing-admin'),
  };
});

afterAll(async () => {
  await Promise.all(connections.map(connection => connection.close()));
  await running?.stop();
});

it('keeps what a publisher sends in its own account', async () => {
  const till = await user('till', '_INBOX_till');
  await till.jetstream().publish('jobs.echo', 'of billing');
  const billing = await user('nats-billing-app', '_INBOX_nats-billing-app');
  await billing.jetstream().publish('jobs.echo', 'of billing');
  expect(await messagesOf(admins.billing)).toBe(2);
  expect(await messagesOf(admins.app)).toBe(0);
});

it('lets nobody hear the other account, not even who may listen to everything', async () => {
  const heard: string[] = [];
  admins.app.subscribe('jobs.>', {
    callback: (_error, message) => heard.push(message.string()),
  });
  await admins.app.flush();
  const till = await user('till', '_INBOX_till');
  await till.jetstream().publish('jobs.echo', 'of billing');
  const app = await user('nats-app', '_INBOX_nats-app');
  await app.jetstream().publish('jobs.echo', 'of app');
  // It heard its own, which was sent last.
  await admins.app.request('$JS.API.INFO');
  expect(heard).toEqual(['of app']);
});

it('gives each worker the messages of its account', async () => {
  const next = async (worker: string) => {
    const connection = await user(worker, `_INBOX_${worker}`);
    const consumer = await connection
      .jetstream()
      .consumers.get('JOBS', 'echo-workers');
    const message = await consumer.next({ expires: 10_000 });
    expect(await message?.ackAck()).toBe(true);
    return message?.string();
  };
  expect(await next('echo-workers')).toBe('of app');
  expect(await next('billing-echo-workers')).toBe('of billing');
});

it('hides the streams of the other account from a worker, and from people', async () => {
  const { streams } = await admins.app.jetstreamManager();
  await streams.add({ name: 'ONLY_APP', subjects: ['only.app'] });
  const other = await admins.billing.jetstreamManager();
  await expect(other.streams.info('ONLY_APP')).rejects.toThrow(
    /stream not found/,
  );
  const worker = await user(
    'billing-echo-workers',
    '_INBOX_billing-echo-workers',
  );
  await expect(
    worker.request('$JS.API.STREAM.INFO.ONLY_APP', '', { timeout: 2_000 }),
  ).rejects.toThrow(/Permissions Violation for Publish to/);
});

it('refuses what goes beyond the share of an account, and not the others', async () => {
  const large = { name: 'LARGE', subjects: ['large'], max_bytes: 3 * 2 ** 30 };
  const billing = await admins.billing.jetstreamManager();
  await expect(billing.streams.add(large)).rejects.toMatchObject({
    api_error: { err_code: 10047 },
  });
  const app = await admins.app.jetstreamManager();
  expect((await app.streams.add(large)).config.name).toBe('LARGE');
});
