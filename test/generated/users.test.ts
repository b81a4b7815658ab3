import {
  ConsumerSpec,
  StreamSpec,
  toConsumerConfig,
  toStreamConfig,
} from '@nats-portal/plugin-nats-common';
import { JsMsg, NatsConnection, RequestStrategy } from 'nats';
import { connectAs, identityOf, secretOf } from './connectAs';
import { goldenFiles, manifestsIn, specsOf } from './goldenRepositories';
import { RunningRelease, startRelease } from './startRelease';

/*
 * Each Certificate of the default repository names a user, and release.yaml says
 * what that user may do. Here they do it, on the servers of that release.
 */

jest.setTimeout(90_000);

/** What the objects of the JetStream controller say beside the stream or consumer. */
interface Controlled {
  account: string;
  preventDelete: boolean;
}

const manifests = manifestsIn(goldenFiles('minicloud'));
let running: RunningRelease;
const connections = new Map<string, NatsConnection>();

/** The connection of the pod that mounts a Secret. */
async function user(secretName: string): Promise<NatsConnection> {
  const known = connections.get(secretName);
  if (known) {
    return known;
  }
  const identity = identityOf(secretOf(running, secretName));
  const connection = await connectAs(running, identity, 1);
  connections.set(secretName, connection);
  return connection;
}

async function api<T>(
  connection: NatsConnection,
  operation: string,
  body?: object,
): Promise<T> {
  const reply = await connection.request(
    `$JS.API.${operation}`,
    body && JSON.stringify(body),
    { timeout: 10_000 },
  );
  const answer = reply.json<T & { error?: unknown }>();
  expect(answer.error).toBeUndefined();
  return answer;
}

beforeAll(async () => {
  running = await startRelease('minicloud');
});

afterAll(async () => {
  await Promise.all([...connections.values()].map(c => c.close()));
  await running?.stop();
});

describe('the user of the JetStream controller', () => {
  it('makes the streams and consumers of the repository, with their replicas', async () => {
    const nack = await user('nats-nack-tls');
    const streams = specsOf<StreamSpec & Controlled>(manifests, 'Stream');
    expect(streams).toHaveLength(1);
    for (const { spec } of streams) {
      const { account: _, preventDelete: __, ...stream } = spec;
      const { config, cluster } = await api<{
        config: { num_replicas: number };
        cluster: { replicas: { current: boolean }[] };
      }>(nack, `STREAM.CREATE.${stream.name}`, toStreamConfig(stream));
      expect(config.num_replicas).toBe(3);
      expect(cluster.replicas).toHaveLength(2);
    }
    const consumers = specsOf<
      ConsumerSpec & Controlled & { streamName: string }
    >(manifests, 'Consumer');
    expect(consumers).toHaveLength(1);
    for (const { spec } of consumers) {
      const { account: _, preventDelete: __, streamName, ...consumer } = spec;
      await api(
        nack,
        `CONSUMER.CREATE.${streamName}.${consumer.durableName}.${consumer.filterSubject}`,
        { stream_name: streamName, config: toConsumerConfig(consumer) },
      );
    }
  });
});

describe('the user of publishers', () => {
  it('publishes, and learns that three servers have it', async () => {
    const app = await user('nats-app-tls');
    const { stream, seq } = await app.jetstream().publish('jobs.echo', 'one');
    expect({ stream, seq }).toEqual({ stream: 'JOBS', seq: 1 });
  });

  it('knows nothing of the system account', async () => {
    const app = await user('nats-app-tls');
    await expect(
      app.request('$SYS.REQ.SERVER.PING', undefined, { timeout: 500 }),
    ).rejects.toThrow(/503|no responders/i);
  });
});

describe('the user of a worker', () => {
  it('takes a message of its consumer and acknowledges it', async () => {
    const worker = await user('echo-workers-tls');
    const consumer = await worker
      .jetstream()
      .consumers.get('JOBS', 'echo-workers');
    const message: JsMsg | null = await consumer.next({ expires: 5_000 });
    expect(message?.string()).toBe('one');
    expect(await message?.ackAck()).toBe(true);
    const info = await consumer.info();
    expect(info).toMatchObject({ num_pending: 0, num_ack_pending: 0 });
  });

  it.each([
    'jobs.echo',
    '$JS.API.STREAM.LIST',
    '$JS.API.STREAM.NAMES',
    '$JS.API.STREAM.CREATE.MINE',
    '$JS.API.STREAM.UPDATE.JOBS',
    '$JS.API.STREAM.DELETE.JOBS',
    '$JS.API.STREAM.PURGE.JOBS',
    '$JS.API.STREAM.MSG.GET.JOBS',
    '$JS.API.STREAM.MSG.DELETE.JOBS',
    '$JS.API.DIRECT.GET.JOBS',
    '$JS.API.CONSUMER.LIST.JOBS',
    '$JS.API.CONSUMER.CREATE.JOBS.mine.jobs.echo',
    '$JS.API.CONSUMER.DURABLE.CREATE.JOBS.mine',
    '$JS.API.CONSUMER.DELETE.JOBS.echo-workers',
    '$JS.API.CONSUMER.PAUSE.JOBS.echo-workers',
    '$JS.API.CONSUMER.MSG.NEXT.JOBS.other',
    '$JS.ACK.JOBS.other.1.1.1.1.0',
    '$SYS.REQ.SERVER.PING',
  ])('may not send to %s', async subject => {
    const worker = await user('echo-workers-tls');
    await expect(
      worker.request(subject, '{}', { timeout: 2_000 }),
    ).rejects.toThrow(/Permissions Violation for Publish to/);
  });

  it.each(['jobs.>', '>', '$JS.API.>', '$SYS.>'])(
    'may not listen to %s',
    async subject => {
      const worker = await user('echo-workers-tls');
      const error = await new Promise<Error | null>(resolve => {
        const subscription = worker.subscribe(subject, {
          callback: failure => {
            subscription.unsubscribe();
            resolve(failure);
          },
        });
      });
      expect(error?.message).toMatch(
        /Permissions Violation for Subscription to/,
      );
    },
  );
});

describe('the user of the system account', () => {
  it('hears of all three servers, and has no JetStream of its own', async () => {
    const sys = await user('nats-sys-tls');
    const heard = new Set<string>();
    await sys
      .requestMany('$SYS.REQ.SERVER.PING', undefined, {
        strategy: RequestStrategy.Count,
        maxWait: 5_000,
        maxMessages: 3,
      })
      .then(async replies => {
        for await (const reply of replies) {
          heard.add(reply.json<{ server: { name: string } }>().server.name);
        }
      });
    expect([...heard].sort()).toEqual(['nats-0', 'nats-1', 'nats-2']);
    const info = (await sys.request('$JS.API.INFO')).json<{ error?: object }>();
    expect(info.error).toMatchObject({ code: 503 });
  });
});
