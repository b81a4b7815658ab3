import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import { eventually } from '../__testUtils__/eventually';
import { failureOf } from '../__testUtils__/failureOf';
import { Broker } from '../Broker';
import {
  permissionsOf,
  RunningNatsCluster,
  startNatsServer,
} from '../testUtils';

jest.setTimeout(60_000);

describe('findMessage', () => {
  let running: RunningNatsCluster;
  let client: NatsConnection;
  let broker: Broker;

  beforeAll(async () => {
    running = await startNatsServer();
    client = await clientOf(running);
    broker = brokerAt(running.brokerConfig('one'));
    await ask(client, 'STREAM.CREATE.S', { name: 'S', subjects: ['s.>'] });
    for (const subject of ['s.a', 's.b', 's.a', 's.c']) {
      await client.jetstream().publish(subject, 'x');
    }
    await ask(client, 'STREAM.MSG.DELETE.S', { seq: 3 });
  });

  afterAll(async () => {
    await closeBrokers();
    await client?.close();
    await running?.stop();
  });

  const sequenceOf = async (from: number, subject?: string) =>
    (await broker.findMessage({ stream: 'S', from, subject }))?.sequence;

  it('finds the first message from a sequence on, over those that are gone', async () => {
    expect(await sequenceOf(0)).toBe(1);
    expect(await sequenceOf(2)).toBe(2);
    expect(await sequenceOf(3)).toBe(4);
    expect(await sequenceOf(2, 's.c')).toBe(4);
    expect(await sequenceOf(1, 's.*')).toBe(1);
  });

  it('says when the server stored it', async () => {
    const { message } = await ask<{ message: { time: string } }>(
      client,
      'STREAM.MSG.GET.S',
      { seq: 4 },
    );
    expect(await broker.findMessage({ stream: 'S', from: 4 })).toEqual({
      sequence: 4,
      at: Date.parse(message.time),
    });
  });

  it('finds nothing where there is none, and in a stream that is not there', async () => {
    expect(await sequenceOf(5)).toBeUndefined();
    expect(await sequenceOf(2, 's.a')).toBeUndefined();
    expect(
      await broker.findMessage({ stream: 'GONE', from: 1 }),
    ).toBeUndefined();
  });

  it('asks nothing else for a name that is none', async () => {
    const error = await failureOf(
      broker.findMessage({ stream: 'S.x', from: 1 }),
    );
    expect(error).toMatchObject({ name: 'InputError' });
    expect(error.message).toContain('"S.x"');
  });

  it('names the accounts there are', async () => {
    const place = { account: 'NOPE', stream: 'S', from: 1 };
    const error = await failureOf(broker.findMessage(place));
    expect(error).toMatchObject({ name: 'NotFoundError' });
    expect(error.message).toContain('APP');
  });

  it('says soon that the user may not ask', async () => {
    const permit = await permissionsOf(running);
    await permit({ publish: ['$JS.API.STREAM.LIST'] });
    const error = await eventually(
      () => failureOf(broker.findMessage({ stream: 'S', from: 1 })),
      ({ name }) => name === 'NotAllowedError',
    );
    expect(error.message).toContain('$JS.API.STREAM.MSG.GET.S');
    await permit();
  });
});
