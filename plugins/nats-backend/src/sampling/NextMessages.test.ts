import { ConsumerDetail } from '@nats-portal/plugin-nats-common';
import {
  permissionsOf,
  RunningNatsCluster,
  startNatsServer,
} from '@nats-portal/plugin-nats-node/testUtils';
import { NatsConnection } from 'nats';
import {
  clientOf,
  eventually,
  startNatsBackend,
} from '../__testUtils__/startNatsBackend';

jest.setTimeout(120_000);

describe('the time that the next message has waited, on a real broker', () => {
  let running: RunningNatsCluster;
  let client: NatsConnection;
  let backend: Awaited<ReturnType<typeof startNatsBackend>>;

  beforeAll(async () => {
    running = await startNatsServer();
    client = await clientOf(running);
    backend = await startNatsBackend({
      brokers: [running.brokerConfig('local')],
    });
  });

  afterAll(async () => {
    backend?.stop();
    await client?.close();
    await running?.stop();
  });

  const manager = () => client.jetstreamManager();

  async function makeStream(name: string) {
    const jsm = await manager();
    await jsm.streams.add({ name, subjects: [`${name}.>`] });
    for (const [durable, filter] of [
      ['all', undefined],
      ['odd', `${name}.odd`],
    ] as const) {
      await jsm.consumers.add(name, {
        durable_name: durable,
        ack_policy: 'explicit' as never,
        filter_subject: filter,
      });
    }
  }

  async function publish(stream: string, kinds: string[]) {
    for (const kind of kinds) {
      await client.jetstream().publish(`${stream}.${kind}`, 'x');
    }
  }

  const read = async (stream: string, name: string) => {
    const { body } = await backend.get(
      `/brokers/local/consumers/${stream}/${name}`,
    );
    return body as ConsumerDetail;
  };

  /** When the next message was stored, by what is said of how long it has waited. */
  const storedAt = ({ verdict, samples = [] }: ConsumerDetail) =>
    verdict?.secondsBehind === undefined || verdict.isBehindEstimated
      ? undefined
      : Math.round(
          samples[samples.length - 1].at - verdict.secondsBehind * 1000,
        );

  async function timeOf(stream: string, seq: number) {
    const message = await (await manager()).streams.getMessage(stream, { seq });
    return message.time.getTime();
  }

  const expectNext = async (stream: string, name: string, seq: number) => {
    const at = await timeOf(stream, seq);
    const detail = await eventually(
      () => read(stream, name),
      one => storedAt(one) === at,
    );
    expect(storedAt(detail)).toBe(at);
  };

  it('is that of the message itself, also behind a filter, and after a purge of it', async () => {
    await makeStream('T');
    await publish('T', ['even', 'odd', 'even', 'odd', 'odd']);
    await expectNext('T', 'all', 1);
    await expectNext('T', 'odd', 2);
    const jsm = await manager();
    // Not at the front, so that the first sequence of the stream stays.
    await jsm.streams.deleteMessage('T', 2);
    await expectNext('T', 'odd', 4);
    const consumer = await client.jetstream().consumers.get('T', 'odd');
    await (await consumer.next())?.ackAck();
    await expectNext('T', 'odd', 5);
    await jsm.streams.purge('T');
    const gone = await eventually(
      () => read('T', 'odd'),
      ({ verdict }) => verdict.secondsBehind === 0,
    );
    expect(gone.verdict).toMatchObject({ secondsBehind: 0 });
    await publish('T', ['odd']);
    await expectNext('T', 'odd', 6);
  });

  it('is that of the new message where stream and consumer were made anew', async () => {
    await makeStream('U');
    await publish('U', ['odd', 'odd']);
    await expectNext('U', 'odd', 1);
    const before = await timeOf('U', 1);
    await (await manager()).streams.delete('U');
    await makeStream('U');
    await publish('U', ['odd', 'odd']);
    expect(await timeOf('U', 1)).toBeGreaterThan(before);
    await expectNext('U', 'odd', 1);
  });

  it('is interpolated, and said to be, where the user may not look at messages', async () => {
    await makeStream('V');
    await publish('V', ['even']);
    const consumer = await client.jetstream().consumers.get('V', 'all');
    await (await consumer.next())?.ackAck();
    const permit = await permissionsOf(running);
    await permit({
      publish: ['$JS.API.STREAM.LIST', '$JS.API.STREAM.INFO.*', 'V.>'],
    });
    const restricted = await startNatsBackend({
      brokers: [running.brokerConfig('local')],
    });
    try {
      const readAs = async (name: string) =>
        (await restricted.get(`/brokers/local/consumers/V/${name}`))
          .body as ConsumerDetail;
      // Samples before the messages, so that there are two to interpolate between.
      await eventually(
        () => readAs('all'),
        ({ samples = [] }) => samples.length > 1,
      );
      // The server ended the connections of the user.
      await eventually(
        () =>
          client.flush().then(
            () => true,
            () => false,
          ),
        Boolean,
      );
      await publish('V', ['odd', 'even']);
      const all = await eventually(
        () => readAs('all'),
        ({ counters }) => counters?.backlog === 2,
      );
      expect(all.verdict).toMatchObject({
        isBehindEstimated: true,
        secondsBehind: expect.any(Number),
      });
      // Behind a filter nobody can tell which message is the next.
      expect((await readAs('odd')).verdict).not.toHaveProperty('secondsBehind');
    } finally {
      restricted.stop();
      await permit();
    }
  });
});
