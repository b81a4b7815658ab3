import { NatsConnection } from 'nats';
import { connectAs, identityOf, secretOf } from './connectAs';
import { goldenFiles, manifestsIn, specsOf } from './goldenRepositories';
import { RunningRelease, startRelease } from './startRelease';

/*
 * The user of publishers keeps values and objects in the buckets of the repository,
 * with the client's own calls, on the servers of that release.
 */

jest.setTimeout(90_000);

const manifests = manifestsIn(goldenFiles('options/buckets'));
const bucketsOf = (kind: string) =>
  specsOf<{ bucket: string }>(manifests, kind).map(({ spec }) => spec.bucket);

let running: RunningRelease;
let admin: NatsConnection;
let app: NatsConnection;

beforeAll(async () => {
  running = await startRelease('options/buckets');
  const as = (user: string, inboxPrefix?: string) =>
    connectAs(running, identityOf(secretOf(running, `nats-${user}-tls`)), {
      inboxPrefix,
    });
  admin = await as('admin');
  app = await as('app', '_INBOX_nats-app');
  for (const bucket of [...bucketsOf('KeyValue'), 'others']) {
    await admin.jetstream().views.kv(bucket, { history: 5 });
  }
  for (const bucket of bucketsOf('ObjectStore')) {
    await admin.jetstream().views.os(bucket);
  }
});

afterAll(async () => {
  await admin?.close();
  await app?.close();
  await running?.stop();
});

it.each(bucketsOf('KeyValue'))(
  'puts, reads, watches and deletes in the key-value bucket %s',
  async bucket => {
    const kv = await app.jetstream().views.kv(bucket, { bindOnly: true });
    const revision = await kv.put('a.b', 'one');
    expect((await kv.get('a.b'))?.string()).toBe('one');
    await kv.update('a.b', 'two', revision);
    expect((await kv.get('a.b', { revision }))?.string()).toBe('one');
    const watched: string[] = [];
    for await (const entry of await kv.history({ key: 'a.b' })) {
      watched.push(entry.string());
    }
    expect(watched).toEqual(['one', 'two']);
    const keys: string[] = [];
    for await (const key of await kv.keys()) {
      keys.push(key);
    }
    expect(keys).toEqual(['a.b']);
    await kv.delete('a.b');
    await kv.purge('a.b');
    expect((await kv.status()).values).toBe(1);
  },
);

it.each(bucketsOf('ObjectStore'))(
  'puts, reads, lists and deletes in the object store %s',
  async bucket => {
    const store = await app.jetstream().views.os(bucket);
    const bytes = new TextEncoder().encode('first');
    await store.putBlob({ name: 'a' }, bytes);
    await store.putBlob({ name: 'a' }, new TextEncoder().encode('second'));
    expect(new TextDecoder().decode((await store.getBlob('a'))!)).toBe(
      'second',
    );
    expect((await store.list()).map(({ name }) => name)).toEqual(['a']);
    expect(await store.delete('a')).toMatchObject({ success: true });
    expect(await store.getBlob('a')).toBeNull();
  },
);

it('reaches no bucket that the repository does not name', async () => {
  const kv = app.jetstream().views.kv('others', { bindOnly: true });
  await expect(kv.then(others => others.put('a', 'one'))).rejects.toThrow(
    /Permissions Violation for Publish to/,
  );
});
