import { connect, NatsConnection } from 'nats';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAs, identityOf, secretOf } from './connectAs';
import { Outsider, startOutsider } from './startOutsider';
import { RunningRelease, startRelease } from './startRelease';

/*
 * A server elsewhere hangs on to the broker by the Secret made for it. Who is
 * behind it may send what a publisher may, and hears what the platform lets out.
 */

jest.setTimeout(90_000);

const DEADLINE_MS = 30_000;

let running: RunningRelease;
let outsider: Outsider;
let admin: NatsConnection;
let behind: NatsConnection;

/** Tries until it works: interest takes its time from one server to another. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + DEADLINE_MS; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await sleep(100);
    }
  }
}

beforeAll(async () => {
  running = await startRelease('options/leafnodes-gateway-websocket-mqtt');
  admin = await connectAs(
    running,
    identityOf(secretOf(running, 'orders-admin-tls')),
    { inboxPrefix: '_INBOX_orders-admin' },
  );
  const { streams } = await admin.jetstreamManager();
  await streams.add({ name: 'JOBS', subjects: ['jobs.>'] });
  await streams.add({ name: 'OTHER', subjects: ['other.>'] });
  outsider = await startOutsider(
    identityOf(secretOf(running, 'orders-leaf-tls')),
    tls => ({
      leafnodes: {
        remotes: [
          {
            url: `tls://localhost:${running.servers[0].ports.leafnodes}`,
            tls,
            account: 'APP',
          },
        ],
      },
    }),
  );
  behind = await eventually(() =>
    connect({
      servers: outsider.url,
      user: 'me',
      pass: 'me',
      inboxPrefix: '_INBOX_orders-leaf',
    }),
  );
});

afterAll(async () => {
  await behind?.close();
  await outsider?.stop();
  await admin?.close();
  await running?.stop();
});

it('sends what a publisher may, and learns that it is stored', async () => {
  const { stream } = await eventually(() =>
    behind.jetstream().publish('jobs.echo', 'one'),
  );
  expect(stream).toBe('JOBS');
});

it.each(['other.a', '$JS.API.STREAM.DELETE.JOBS', '$JS.API.STREAM.NAMES'])(
  'reaches nobody at %s',
  async subject => {
    await expect(
      behind.request(subject, '', { timeout: 5_000 }),
    ).rejects.toThrow(/503|TIMEOUT/);
    const { streams } = await admin.jetstreamManager();
    expect((await streams.info('JOBS')).config.name).toBe('JOBS');
    expect((await streams.info('OTHER')).state.messages).toBe(0);
  },
);

it('hears what it is let, and nothing else of the account', async () => {
  const heard: string[] = [];
  for (const subject of ['news.>', 'jobs.>', 'other.>']) {
    behind.subscribe(subject, {
      callback: (_error, message) => heard.push(message.subject),
    });
  }
  await eventually(async () => {
    // In this order, so that what is not let out would be heard first.
    admin.publish('jobs.secret');
    admin.publish('other.secret');
    admin.publish('news.today');
    await admin.flush();
    await sleep(100);
    expect(heard).toContain('news.today');
  });
  expect(new Set(heard)).toEqual(new Set(['news.today']));
});
