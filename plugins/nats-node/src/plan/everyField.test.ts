import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { clientOf } from '../__testUtils__/clientOf';
import { Broker } from '../Broker';
import { RunningNatsCluster, startNatsServer } from '../testUtils';

jest.setTimeout(60_000);

/** Each field of the messaging spec at least once, with another value than the server's default. */
const EVERYTHING = {
  streams: [
    {
      name: 'ORDERS',
      description: 'orders',
      subjects: ['orders.*', 'in.orders.*'],
      retention: 'limits',
      storage: 'file',
      replicas: 1,
      discard: 'new',
      discardPerSubject: true,
      maxAge: '1w',
      maxMsgs: 1000,
      maxBytes: '100Mi',
      maxMsgSize: '1M',
      maxMsgsPerSubject: 10,
      maxConsumers: 5,
      consumerLimits: { inactiveThreshold: '2d', maxAckPending: 500 },
      duplicateWindow: '90s',
      noAck: true,
      compression: 's2',
      firstSequence: 100,
      subjectTransform: {
        source: 'in.orders.*',
        dest: 'orders.{{wildcard(1)}}',
      },
      republish: { destination: 'copies.{{wildcard(1)}}', source: 'orders.*' },
      allowDirect: true,
      denyDelete: true,
      denyPurge: true,
      allowMsgTtl: true,
      allowAtomicPublish: true,
      metadata: { team: 'sales' },
      consumers: [
        {
          durableName: 'pulled',
          description: 'pulled',
          deliverPolicy: 'byStartSequence',
          optStartSeq: 100,
          ackPolicy: 'explicit',
          maxDeliver: 3,
          backoff: ['1s', '1m'],
          filterSubjects: ['orders.a', 'orders.b'],
          sampleFreq: '50%',
          maxWaiting: 10,
          maxAckPending: 100,
          headersOnly: true,
          maxRequestBatch: 10,
          maxRequestExpires: '1m',
          maxRequestMaxBytes: '64Ki',
          inactiveThreshold: '1d',
          memStorage: true,
          priorityPolicy: 'pinned_client',
          priorityGroups: ['first'],
          pinnedTtl: '1m',
          metadata: { team: 'sales' },
        },
        {
          durableName: 'pushed',
          deliverPolicy: 'byStartTime',
          optStartTime: '2026-01-31T12:00:00Z',
          ackPolicy: 'all',
          ackWait: '1m',
          filterSubject: 'orders.c',
          replayPolicy: 'original',
          deliverSubject: 'pushed.orders',
          deliverGroup: 'pushers',
          flowControl: true,
          heartbeatInterval: '5s',
          rateLimitBps: 8_000_000,
          pauseUntil: '2126-01-31T12:00:00Z',
        },
      ],
    },
    {
      name: 'COPY',
      mirror: {
        name: 'ORDERS',
        optStartSeq: 100,
        subjectTransforms: [
          { source: 'orders.*', dest: 'copied.{{wildcard(1)}}' },
        ],
      },
      mirrorDirect: true,
      allowDirect: true,
      maxAge: '1w',
    },
    {
      name: 'ALL',
      sources: [
        { name: 'ORDERS', filterSubject: 'orders.a' },
        { name: 'JOBS', optStartTime: '2026-01-31T12:00:00Z' },
        {
          name: 'REMOTE',
          externalApiPrefix: '$JS.hub.API',
          externalDeliverPrefix: 'deliver.hub',
        },
      ],
      maxAge: '1w',
    },
    {
      name: 'JOBS',
      subjects: ['jobs.>'],
      retention: 'workqueue',
      maxAge: '1w',
      allowRollup: true,
      subjectDeleteMarkerTtl: '1m',
      allowMsgSchedules: true,
    },
    {
      name: 'COUNTERS',
      subjects: ['counters.>'],
      maxAge: '1w',
      allowMsgCounter: true,
      allowDirect: true,
    },
    {
      name: 'FAST',
      subjects: ['fast.>'],
      storage: 'file',
      maxAge: '1w',
      persistMode: 'async',
    },
  ],
  keyValues: [
    {
      bucket: 'settings',
      description: 'settings',
      history: 5,
      ttl: '1h',
      limitMarkerTtl: '1m',
      maxValueSize: '64Ki',
      maxBytes: '10Mi',
      storage: 'file',
      replicas: 1,
      compression: true,
      republish: { source: '>', destination: 'changed.>' },
    },
    { bucket: 'mirrored', mirror: { name: 'settings' } },
    { bucket: 'merged', sources: [{ name: 'settings' }] },
  ],
  objectStores: [
    {
      bucket: 'files',
      description: 'files',
      ttl: '1w',
      maxBytes: '100M',
      compression: true,
      metadata: { team: 'sales' },
    },
  ],
};

describe('a spec with every field', () => {
  let running: RunningNatsCluster;
  let broker: Broker;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsServer();
    broker = brokerAt(running.brokerConfig('one'));
    client = await clientOf(running);
    await broker.applyMessaging(EVERYTHING);
  });

  afterAll(async () => {
    await client?.close();
    await closeBrokers();
    await running?.stop();
  });

  it('is what the broker has once it is applied', async () => {
    const { assets } = await broker.planMessaging(EVERYTHING);
    expect(assets.filter(({ action }) => action !== 'unchanged')).toEqual([]);
    expect(assets).toHaveLength(12);
  });

  it('makes key-value buckets that clients work with', async () => {
    const jetStream = client.jetstream();
    const settings = await jetStream.views.kv('settings', { bindOnly: true });
    await settings.put('colour', 'red');
    await settings.put('colour', 'blue');
    expect((await settings.get('colour'))?.string()).toBe('blue');
    const status = await settings.status();
    expect(status).toMatchObject({
      bucket: 'settings',
      history: 5,
      ttl: 3_600_000,
      maxBucketSize: 10 * 2 ** 20,
      replicas: 1,
    });
    const merged = await jetStream.views.kv('merged', { bindOnly: true });
    const deadline = Date.now() + 10_000;
    let entry = await merged.get('colour');
    while (entry?.string() !== 'blue' && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 50));
      entry = await merged.get('colour');
    }
    expect(entry?.string()).toBe('blue');
  });

  it('makes object stores that clients work with', async () => {
    const files = await client.jetstream().views.os('files');
    await files.putBlob({ name: 'a' }, new TextEncoder().encode('content'));
    const content = await files.getBlob('a');
    expect(new TextDecoder().decode(content ?? undefined)).toBe('content');
    expect(await files.status()).toMatchObject({
      bucket: 'files',
      description: 'files',
      ttl: 604_800e9,
    });
  });

  it('changes a bucket in place', async () => {
    const changed = {
      keyValues: [{ bucket: 'settings', history: 6 }],
      objectStores: [{ bucket: 'files', maxBytes: '200M' }],
    };
    const { assets } = await broker.planMessaging(changed);
    expect(assets).toMatchObject([
      { stream: 'KV_settings', action: 'update' },
      { stream: 'OBJ_files', action: 'update' },
    ]);
    expect(assets[0].changes).toHaveLength(1);
    await broker.applyMessaging(changed);
    const settings = await client
      .jetstream()
      .views.kv('settings', { bindOnly: true });
    expect((await settings.status()).history).toBe(6);
    await broker.applyMessaging(EVERYTHING);
  });
});
