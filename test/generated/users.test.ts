import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  ConsumerSpec,
  StreamSpec,
  toConsumerConfig,
  toStreamConfig,
} from '@nats-portal/plugin-nats-common';
import { JsMsg, NatsConnection, RequestStrategy } from 'nats';
import { CommandRun } from '../CommandRun';
import { codeBlocks, readDocument } from '../documents/documents';
import { connectAs, identityOf, secretOf } from './connectAs';
import { goldenFiles, manifestsIn, specsOf } from './goldenRepositories';
import { TlsSecret } from './issueSecrets';
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

/** Where a user's answers come to, as the repository tells its clients. */
const inboxes: Record<string, string> = {
  'nats-app-tls': '_INBOX_nats-app',
  'echo-workers-tls': workerVariable('NATS_INBOX_PREFIX'),
};

/** A variable that the worker's pod finds. */
function workerVariable(name: string): string {
  const [{ spec }] = specsOf<{
    template: {
      spec: { containers: { env: { name: string; value: string }[] }[] };
    };
  }>(manifests, 'Deployment');
  const { env } = spec.template.spec.containers[0];
  const found = env.find(variable => variable.name === name);
  if (!found) {
    throw new Error(`The worker has no variable ${name}`);
  }
  return found.value;
}

/** The connection of the pod that mounts a Secret. */
async function user(secretName: string): Promise<NatsConnection> {
  const known = connections.get(secretName);
  if (known) {
    return known;
  }
  const identity = identityOf(secretOf(running, secretName));
  const connection = await connectAs(running, identity, {
    index: 1,
    inboxPrefix: inboxes[secretName],
  });
  connections.set(secretName, connection);
  return connection;
}

/** What the server says to a subscription; `undefined` where it has nothing against it. */
async function listen(
  connection: NatsConnection,
  subject: string,
): Promise<string | undefined> {
  let refusal: string | undefined;
  const subscription = connection.subscribe(subject, {
    callback: error => {
      refusal = error?.message;
    },
  });
  // The server answers in the order in which it was asked.
  await connection.flush();
  subscription.unsubscribe();
  return refusal;
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

describe('the user of the JetStream controller, beyond its work', () => {
  it('may send no message and listen to none', async () => {
    const nack = await user('nats-nack-tls');
    await expect(
      nack.request('jobs.echo', 'one', { timeout: 2_000 }),
    ).rejects.toThrow(/Permissions Violation for Publish to/);
    for (const subject of ['jobs.>', '>', '_INBOX_echo-workers.>']) {
      expect(await listen(nack, subject)).toMatch(
        /Permissions Violation for Subscription to/,
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

  it('may ask what JetStream there is, as clients do', async () => {
    const app = await user('nats-app-tls');
    expect(await app.jetstreamManager()).toBeDefined();
  });

  it.each([
    'orders.new',
    '$JS.API.STREAM.LIST',
    '$JS.API.STREAM.CREATE.MINE',
    '$JS.API.STREAM.DELETE.JOBS',
    '$JS.API.STREAM.PURGE.JOBS',
    '$JS.API.STREAM.MSG.GET.JOBS',
    '$JS.API.DIRECT.GET.JOBS',
    '$JS.API.CONSUMER.CREATE.JOBS.mine',
    '$JS.API.CONSUMER.MSG.NEXT.JOBS.echo-workers',
    '$JS.ACK.JOBS.echo-workers.1.1.1.1.0',
    '$SYS.REQ.SERVER.PING',
  ])('may not send to %s', async subject => {
    const app = await user('nats-app-tls');
    await expect(
      app.request(subject, '{}', { timeout: 2_000 }),
    ).rejects.toThrow(/Permissions Violation for Publish to/);
  });

  it.each(['jobs.>', '>', '_INBOX.>', '_INBOX_echo-workers.>', '$JS.ACK.>'])(
    'may not listen to %s',
    async subject => {
      expect(await listen(await user('nats-app-tls'), subject)).toMatch(
        /Permissions Violation for Subscription to/,
      );
    },
  );

  it('is told so where its client has not been told the inbox prefix', async () => {
    const identity = identityOf(secretOf(running, 'nats-app-tls'));
    const app = await connectAs(running, identity);
    await expect(
      app.jetstream().publish('jobs.echo', 'lost', { timeout: 1_000 }),
    ).rejects.toThrow(/Permissions Violation for Subscription to "_INBOX\./);
    await app.close();
    const admin = await user('nats-admin-tls');
    // What it sent was stored nonetheless: only the answer found no way.
    expect(
      await (await admin.jetstreamManager()).streams.deleteMessage('JOBS', 2),
    ).toBe(true);
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

  it.each([
    'jobs.>',
    '>',
    '$JS.API.>',
    '$SYS.>',
    '_INBOX.>',
    '_INBOX_nats-app.>',
    '_INBOX_other-workers.>',
  ])('may not listen to %s', async subject => {
    expect(await listen(await user('echo-workers-tls'), subject)).toMatch(
      /Permissions Violation for Subscription to/,
    );
  });
});

describe('the programs of docs/developers.md', () => {
  const folder = createMockDirectory();

  /** Starts a program as a pod does that mounts a Secret. */
  function run(program: string, secretName: string): CommandRun {
    const secret = secretOf(running, secretName);
    folder.addContent({ [secretName]: { ...secret } });
    const [code] = codeBlocks(readDocument('docs/developers.md'))
      .map(block => block.code)
      .filter(each => each.startsWith(`// ${program}`));
    const at = (key: keyof TlsSecret) => folder.resolve(secretName, key);
    return new CommandRun(
      process.execPath,
      ['--input-type=module', '--eval', code],
      {
        cwd: __dirname,
        env: {
          NATS_URL: `nats://localhost:${running.servers[2].ports.nats}`,
          NATS_CA: at('ca.crt'),
          NATS_CERT: at('tls.crt'),
          NATS_KEY: at('tls.key'),
          NATS_INBOX_PREFIX: inboxes[secretName],
          NATS_STREAM: workerVariable('NATS_STREAM'),
          NATS_CONSUMER: workerVariable('NATS_CONSUMER'),
        },
      },
    );
  }

  it('send a message, and take it', async () => {
    expect(await run('publisher.mjs', 'nats-app-tls').ended).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^stored as \d+\n$/),
    });
    const worker = run('worker.mjs', 'echo-workers-tls');
    await worker.says(/^jobs\.echo hello$/m);
    expect(await worker.terminate()).toMatchObject({ code: 0 });
  });
});

describe('the user of people', () => {
  it('sees and changes everything of the account, a backup included', async () => {
    const admin = await user('nats-admin-tls');
    const { streams, consumers } = await admin.jetstreamManager();
    expect(await streams.names().next()).toEqual(['JOBS']);
    await streams.add({ name: 'MINE', subjects: ['mine'] });
    await admin.jetstream().publish('mine', 'a');
    await consumers.add('MINE', { durable_name: 'reader' });
    expect((await streams.purge('MINE')).purged).toBe(1);
    const deliverTo = admin.subscribe('backup.here');
    const { config } = await api<{ config: { name: string } }>(
      admin,
      'STREAM.SNAPSHOT.JOBS',
      { deliver_subject: 'backup.here', no_consumers: false },
    );
    expect(config.name).toBe('JOBS');
    for await (const chunk of deliverTo) {
      expect(chunk.data.length).toBeGreaterThan(0);
      break;
    }
    expect(await streams.delete('MINE')).toBe(true);
  });

  it('is the one that nats-box has by default', () => {
    const [{ spec }] = specsOf<{
      values: {
        natsBox: { contexts: Record<string, object> };
      };
    }>(manifests, 'HelmRelease');
    expect(spec.values.natsBox.contexts).toEqual({
      default: {
        tls: { secretName: 'nats-admin-tls' },
        merge: { inbox_prefix: '_INBOX_nats-admin' },
      },
      sys: { tls: { secretName: 'nats-sys-tls' } },
    });
  });
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
