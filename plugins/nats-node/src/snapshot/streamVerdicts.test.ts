import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import { BrokerWatch, said } from '../__testUtils__/watchBroker';
import {
  RunningNatsCluster,
  startNatsCluster,
  startNatsServer,
} from '../testUtils';

jest.setTimeout(600_000);

afterAll(closeBrokers);

const watchOf = (running: RunningNatsCluster) =>
  new BrokerWatch(brokerAt(running.brokerConfig('watched')));

describe('one server', () => {
  let running: RunningNatsCluster;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsServer();
    client = await clientOf(running);
  });

  afterEach(async () => {
    await ask(client, 'STREAM.DELETE.S').catch(() => {});
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  const makeStream = (config: object = {}) =>
    ask(client, 'STREAM.CREATE.S', { name: 'S', subjects: ['s'], ...config });

  const publish = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await client.jetstream().publish('s', 'x');
    }
  };

  const until = (rule: string, between?: () => Promise<unknown>) =>
    watchOf(running).until(rule, { stream: 'S', between });

  it('ok: it stores what comes', async () => {
    await makeStream();
    await publish(3);
    expect(await until('ok ok')).toEqual(['ok ok']);
  });

  it('filling, full: it refuses what does not fit', async () => {
    await makeStream({ discard: 'new', max_msgs: 10 });
    await publish(8);
    expect(await until('warning filling')).toEqual(['warning filling']);
    await publish(1);
    expect(await until('error filling')).toEqual(['error filling']);
    await publish(1);
    expect(await until('error full')).toEqual(['error full']);
  });

  it('filling: it grows, and will refuse within a day', async () => {
    await makeStream({ discard: 'new', max_msgs: 1_000 });
    const rules = await until('warning filling', () => publish(10));
    expect(rules).toEqual(['warning filling']);
  });

  it('ok: what makes room by itself is never full', async () => {
    await makeStream({ max_msgs: 10 });
    await publish(20);
    expect(await until('ok ok')).toEqual(['ok ok']);
  });

  it('many-consumers: one more may be one too many', async () => {
    await makeStream({ max_consumers: 10 });
    for (let i = 0; i < 9; i++) {
      await ask(client, `CONSUMER.CREATE.S.c${i}`, {
        stream_name: 'S',
        config: { name: `c${i}`, durable_name: `c${i}`, ack_policy: 'none' },
      });
    }
    expect(await until('warning many-consumers')).toEqual([
      'warning many-consumers',
    ]);
  });

  it('threshold: in the metadata of the stream', async () => {
    const limits = { 'io.nats.monitor.subjects-critical': '1' };
    await makeStream({ metadata: limits });
    await publish(1);
    expect(await until('error threshold')).toEqual(['error threshold']);
  });

  it('origin-away: what it copies is not there', async () => {
    await makeStream({ subjects: undefined, mirror: { name: 'NOWHERE' } });
    expect(await until('warning origin-away')).toEqual(['warning origin-away']);
  });
});

it('no-data, stale: what nobody has seen, or not for long', async () => {
  const running = await startNatsServer({ tls: false });
  const client = await clientOf(running);
  try {
    await ask(client, 'STREAM.CREATE.S', { name: 'S', subjects: ['s'] });
    const broker = brokerAt(running.brokerConfig('gone'));
    const watch = new BrokerWatch(broker, 1_000);
    expect(await watch.until('ok ok', { stream: 'S' })).toEqual(['ok ok']);
    expect(said(watch.streamVerdict('OTHER'))).toEqual(['unknown no-data']);
    await running.servers[0].kill();
    expect(await watch.until('unknown stale', { stream: 'S' })).toEqual([
      'unknown stale',
    ]);
  } finally {
    await client.close();
    await running.stop();
  }
});

it('replica-offline, no-leader: a server with a copy is killed, then another', async () => {
  const running = await startNatsCluster();
  const client = await clientOf(running);
  try {
    await ask(client, 'STREAM.CREATE.S', {
      name: 'S',
      subjects: ['s'],
      num_replicas: 3,
    });
    const watch = watchOf(running);
    const until = (rule: string) => watch.until(rule, { stream: 'S' });
    expect(await until('ok ok')).toEqual(['ok ok']);
    const { cluster } = await ask<{ cluster: { leader: string } }>(
      client,
      'STREAM.INFO.S',
    );
    const [follower, other] = running.servers.filter(
      ({ name }) => name !== cluster.leader,
    );
    await follower.kill();
    expect(await until('warning replica-offline')).toContain(
      'warning replica-offline',
    );
    await other.kill();
    expect(await until('error no-leader')).toEqual(['error no-leader']);
  } finally {
    await client.close();
    await running.stop();
  }
});
