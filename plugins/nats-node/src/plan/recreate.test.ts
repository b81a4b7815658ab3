import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import { eventually } from '../__testUtils__/eventually';
import { failureOf } from '../__testUtils__/failureOf';
import { Broker, MessagingOptions } from '../Broker';
import { RunningNatsCluster, startNatsServer } from '../testUtils';

jest.setTimeout(60_000);

/** Names are new in each test, so that none waits for another's deletes. */
let tests = 0;

describe('making anew what the server does not change', () => {
  let running: RunningNatsCluster;
  let broker: Broker;
  let client: NatsConnection;
  let stream: string;

  beforeAll(async () => {
    running = await startNatsServer();
    broker = brokerAt(running.brokerConfig('one'));
    client = await clientOf(running);
  });

  beforeEach(() => {
    stream = `S${++tests}`;
  });

  afterAll(async () => {
    await client?.close();
    await closeBrokers();
    await running?.stop();
  });

  const specOf = (settings: object = {}, consumer: object = {}) => ({
    streams: [
      {
        name: stream,
        subjects: [`${stream}.>`],
        maxAge: '1h',
        ...settings,
        consumers: [{ durableName: 'worker', ...consumer }],
      },
    ],
  });

  const publish = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await client.request(`${stream}.now`, 'hello');
    }
  };

  const addConsumer = (name: string, config: object = {}) =>
    ask(client, `CONSUMER.CREATE.${stream}.${name}`, {
      stream_name: stream,
      config: { durable_name: name, ack_policy: 'explicit', ...config },
    });

  const stored = async () => {
    const { config, state } = await ask<{
      config: { storage: string; retention: string };
      state: { messages: number; consumer_count: number };
    }>(client, `STREAM.INFO.${stream}`);
    return { ...config, ...state };
  };

  const inMemory = () => specOf({ storage: 'memory' });

  const refusalOf = async (spec: object, options: MessagingOptions) => {
    const error = await failureOf(broker.applyMessaging(spec, options));
    expect(error.name).toBe('ConflictError');
    return error.message;
  };

  it('is refused until its name is given, and says what it would cost', async () => {
    await broker.applyMessaging(specOf());
    await publish(3);
    const { assets } = await broker.planMessaging(inMemory(), {
      recreate: ['OTHER'],
      confirmLoss: [stream],
    });
    expect(assets).toMatchObject([
      {
        action: 'refused',
        reason: expect.stringContaining('(10052)'),
        cost: {
          messages: 3,
          bytes: expect.any(Number),
          consumers: 1,
          lost: [],
        },
      },
      { action: 'unchanged' },
    ]);
    expect(await refusalOf(inMemory(), {})).toContain('(10052)');
    expect(await stored()).toMatchObject({ storage: 'file', messages: 3 });
  });

  it('happens at once where nothing is lost, with the consumers of the spec, and once', async () => {
    await broker.applyMessaging(specOf());
    const options = { recreate: [stream] };
    const { plan, ...counts } = await broker.applyMessaging(
      inMemory(),
      options,
    );
    expect(counts).toEqual({
      created: 0,
      updated: 0,
      recreated: 2,
      unchanged: 0,
    });
    expect(plan.assets).toMatchObject([
      { action: 'recreate', changes: [{ field: 'storage', to: 'memory' }] },
      { action: 'recreate', consumer: 'worker' },
    ]);
    expect(await stored()).toMatchObject({
      storage: 'memory',
      consumer_count: 1,
    });
    const again = await broker.applyMessaging(inMemory(), options);
    expect(again).toMatchObject({ recreated: 0, unchanged: 2 });
  });

  it('loses messages only where that is confirmed too', async () => {
    await broker.applyMessaging(specOf());
    await publish(2);
    expect(await refusalOf(inMemory(), { recreate: [stream] })).toContain(
      `making it anew would lose 2 messages; name ${stream} in confirmLoss`,
    );
    expect(await stored()).toMatchObject({ storage: 'file', messages: 2 });
    await broker.applyMessaging(inMemory(), {
      recreate: [stream],
      confirmLoss: [stream],
    });
    expect(await stored()).toMatchObject({ storage: 'memory', messages: 0 });
  });

  it('looks again right before: messages that came since the plan are not lost', async () => {
    await broker.applyMessaging(specOf());
    // Each copies the one before it, so that it is made before the next.
    const before = [1, 2, 3].map(i => ({
      name: `${stream}N${i}`,
      subjects: [`${stream}N${i}.>`],
      maxAge: '1h',
      ...(i > 1 ? { sources: [{ name: `${stream}N${i - 1}` }] } : {}),
    }));
    const [own] = inMemory().streams;
    const spec = {
      streams: [...before, { ...own, sources: [{ name: before[2].name }] }],
    };
    const error = await failureOf(
      broker.applyMessaging(spec, {
        recreate: [stream],
        onProgress: asset => {
          if (asset.stream === before[0].name) {
            client.publish(`${stream}.now`, 'late');
          }
        },
      }),
    );
    expect(error.message).toContain('would lose 1 message');
    expect(await stored()).toMatchObject({ storage: 'file', messages: 1 });
  });

  it('deletes a consumer that the spec does not name only where that is confirmed', async () => {
    await broker.applyMessaging(specOf());
    await addConsumer('audit');
    expect(await refusalOf(inMemory(), { recreate: [stream] })).toContain(
      `would delete the consumer audit, which the spec does not name; add it to the spec, or name ${stream}/audit in confirmLoss`,
    );
    const { plan } = await broker.applyMessaging(inMemory(), {
      recreate: [stream],
      confirmLoss: [`${stream}/audit`],
    });
    expect(plan.assets[0].cost).toMatchObject({ lost: ['audit'] });
    expect(await stored()).toMatchObject({ consumer_count: 1 });
  });

  it('does not leave a mirror behind in silence', async () => {
    await broker.applyMessaging(specOf());
    const mirror = `${stream}M`;
    await ask(client, `STREAM.CREATE.${mirror}`, {
      name: mirror,
      mirror: { name: stream },
    });
    expect(await refusalOf(inMemory(), { recreate: [stream] })).toContain(
      `the stream ${mirror} mirrors it`,
    );
    expect(
      await broker.applyMessaging(inMemory(), {
        recreate: [stream],
        confirmLoss: [mirror],
      }),
    ).toMatchObject({ recreated: 2 });
  });

  it('makes a stream and its mirror anew together, the mirror after its origin', async () => {
    const mirror = `${stream}M`;
    const both = (storage: string) => ({
      streams: [
        { name: mirror, mirror: { name: stream }, maxAge: '1h', storage },
        { name: stream, subjects: [`${stream}.>`], maxAge: '1h', storage },
      ],
    });
    const copied = async () => {
      const { state } = await ask<{ state: { messages: number } }>(
        client,
        `STREAM.INFO.${mirror}`,
      );
      return state.messages;
    };
    await broker.applyMessaging(both('file'));
    await publish(3);
    expect(await eventually(copied, count => count === 3)).toBe(3);
    const agreed = { recreate: [stream, mirror] };
    const refusal = await refusalOf(both('memory'), agreed);
    expect(refusal).toContain(`Stream ${mirror}`);
    expect(refusal).toContain(`the stream ${mirror} mirrors it`);
    expect(
      await broker.applyMessaging(both('memory'), {
        ...agreed,
        confirmLoss: [stream, mirror],
      }),
    ).toMatchObject({ recreated: 2 });
    await publish(2);
    expect(await eventually(copied, count => count === 2)).toBe(2);
    expect(await broker.applyMessaging(both('memory'))).toMatchObject({
      unchanged: 2,
    });
  });

  it('belongs to its owner, and stays so', async () => {
    const ours = { provenance: { owner: 'group:default/ours' } };
    const theirs = { provenance: { owner: 'group:default/theirs' } };
    await broker.applyMessaging(specOf(), ours);
    expect(
      await refusalOf(inMemory(), { ...theirs, recreate: [stream] }),
    ).toContain('it belongs to group:default/ours');
    await broker.applyMessaging(inMemory(), { ...ours, recreate: [stream] });
    expect(
      await refusalOf(specOf({ storage: 'file' }), {
        ...theirs,
        recreate: [stream],
      }),
    ).toContain('it belongs to group:default/ours');
  });

  describe('a consumer', () => {
    const changed = (settings: object = {}) =>
      specOf(settings, { maxWaiting: 5 });

    it('is made anew by its own name, and starts over', async () => {
      await broker.applyMessaging(specOf());
      await publish(1);
      expect(await refusalOf(changed(), { recreate: [stream] })).toContain(
        '(10012)',
      );
      const { plan, recreated } = await broker.applyMessaging(changed(), {
        recreate: [`${stream}/worker`],
      });
      expect(recreated).toBe(1);
      expect(plan.assets[1]).toMatchObject({
        action: 'recreate',
        reason: expect.stringContaining('the position of 1 consumer'),
      });
      expect(await broker.applyMessaging(changed())).toMatchObject({
        unchanged: 2,
      });
      expect(await stored()).toMatchObject({ messages: 1 });
    });

    it('of a stream with interest retention takes what only it waits for, which is to be confirmed', async () => {
      const interest = { retention: 'interest' };
      await broker.applyMessaging(specOf(interest));
      await publish(2);
      const recreate = [`${stream}/worker`];
      expect(await refusalOf(changed(interest), { recreate })).toContain(
        'would lose 2 messages',
      );
      const confirmLoss = recreate;
      await broker.applyMessaging(changed(interest), { recreate, confirmLoss });
      expect(await stored()).toMatchObject({ messages: 0 });
    });
  });
});
