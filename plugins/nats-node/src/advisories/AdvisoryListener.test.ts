import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import { eventually } from '../__testUtils__/eventually';
import { Broker } from '../Broker';
import {
  permissionsOf,
  RunningNatsCluster,
  startNatsCluster,
  startNatsServer,
} from '../testUtils';
import { AdvisoryListening, GivenUpMessage, Hearing } from './GivenUpMessage';

jest.setTimeout(120_000);

const NANOSECONDS = 1e6;

afterAll(closeBrokers);

/** A stream S with a consumer of each name that delivers a message once. */
async function makeConsumers(
  client: NatsConnection,
  names: string[],
  replicas = 1,
) {
  await ask(client, 'STREAM.CREATE.S', {
    name: 'S',
    subjects: ['s'],
    num_replicas: replicas,
  });
  for (const name of names) {
    await ask(client, `CONSUMER.CREATE.S.${name}`, {
      stream_name: 'S',
      config: {
        name,
        durable_name: name,
        ack_policy: 'explicit',
        ack_wait: 50 * NANOSECONDS,
        max_deliver: 1,
      },
    });
  }
}

/** Publishes messages and takes them without an answer, so that the consumer gives them up. */
async function drop(client: NatsConnection, name: string, count: number) {
  for (let i = 0; i < count; i++) {
    await client.jetstream().publish('s', 'x');
  }
  // During an election nobody answers.
  const consumer = await eventually(
    () =>
      client
        .jetstream()
        .consumers.get('S', name)
        .catch(() => undefined),
    found => found !== undefined,
  );
  const asked = await consumer?.consume({
    max_messages: 10,
    callback: () => {},
  });
  return () => asked?.stop();
}

function listenAt(broker: Broker) {
  const heard: GivenUpMessage[] = [];
  const listening: AdvisoryListening = broker.listen(message =>
    heard.push(message),
  );
  const hearing = (account = 'APP'): Hearing | undefined =>
    listening.attend().get(account);
  const until = (isRight: (now: Hearing | undefined) => boolean) =>
    eventually(async () => hearing(), isRight);
  return { heard, listening, hearing, until };
}

const hears = (now: Hearing | undefined) => now !== undefined && 'epoch' in now;
const epochOf = (now: Hearing | undefined) =>
  now && 'epoch' in now ? now.epoch : undefined;
const sequencesOf = (heard: GivenUpMessage[], name: string) =>
  heard
    .filter(({ consumer }) => consumer === name)
    .map(({ sequence }) => sequence)
    .sort((a, b) => a - b);

describe('one server', () => {
  let running: RunningNatsCluster;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsServer({ accounts: ['APP', 'OTHER'] });
    client = await clientOf(running);
    await makeConsumers(client, ['once', 'late', 'refused']);
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  it('tells each message that was given up, by account, stream, consumer and sequence', async () => {
    const { heard, hearing, until, listening } = listenAt(
      brokerAt(running.brokerConfig('one')),
    );
    expect(hearing()).toEqual({
      deafBecause: 'it is not listened to so far',
    });
    const first = await until(hears);
    expect(hears(first)).toBe(true);
    expect(hears(hearing('OTHER'))).toBe(true);
    const stop = await drop(client, 'once', 3);
    await eventually(
      async () => heard.length,
      length => length >= 3,
    );
    stop();
    expect(heard).toContainEqual({
      account: 'APP',
      stream: 'S',
      consumer: 'once',
      sequence: 1,
    });
    expect(sequencesOf(heard, 'once')).toEqual([1, 2, 3]);
    // Nothing was missed.
    expect(hearing()).toEqual(first);
    listening.close();
    expect(hears(hearing())).toBe(false);
  });

  it('says why where the user may not subscribe, and hears when it may', async () => {
    const permit = await permissionsOf(running);
    await permit({ subscribe: ['_INBOX.>'] });
    const refused = listenAt(brokerAt(running.brokerConfig('refused')));
    expect(
      await refused.until(
        now => now !== undefined && /may not/.test(JSON.stringify(now)),
      ),
    ).toEqual({
      deafBecause:
        'its user may not subscribe to $JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>',
    });
    await permit();
    // The server ended the connection of the user; another one is tried at once.
    const allowed = listenAt(brokerAt(running.brokerConfig('allowed')));
    expect(hears(await allowed.until(hears))).toBe(true);
  });

  it('loses what it is refused later', async () => {
    const { until } = listenAt(brokerAt(running.brokerConfig('later')));
    expect(hears(await until(hears))).toBe(true);
    const permit = await permissionsOf(running);
    await permit({ subscribe: ['_INBOX.>'] });
    expect(await until(now => /may not/.test(JSON.stringify(now)))).toEqual({
      deafBecause: expect.stringContaining('may not subscribe'),
    });
    await permit();
  });
});

describe('a server that is away for a while', () => {
  it('is another epoch afterwards, and is heard again', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'nats-advisories-'));
    const first = await startNatsServer({ directory });
    let second: RunningNatsCluster | undefined;
    try {
      const before = await clientOf(first);
      await makeConsumers(before, ['again']);
      await before.close();
      const { heard, until } = listenAt(brokerAt(first.brokerConfig('away')));
      const epoch = epochOf(await until(hears));
      expect(epoch).toBeDefined();
      await first.servers[0].kill();
      expect(hears(await until(now => !hears(now)))).toBe(false);
      second = await startNatsServer({
        directory,
        ports: first.ports,
        credentials: first.credentials,
        authority: first.authority,
      });
      const later = epochOf(await until(hears));
      expect(later).toBeDefined();
      expect(later).not.toBe(epoch);
      const after = await clientOf(second);
      const stop = await drop(after, 'again', 2);
      await eventually(
        async () => heard.length,
        length => length >= 2,
      );
      stop();
      expect(sequencesOf(heard, 'again')).toEqual([1, 2]);
      await after.close();
    } finally {
      await second?.stop();
      await first.stop();
      await rm(directory, { recursive: true, force: true });
    }
  });
});

describe('three servers', () => {
  it('tell each message to each who listens, whoever leads the consumer', async () => {
    const running = await startNatsCluster();
    const client = await clientOf(running);
    try {
      await makeConsumers(client, ['c'], 3);
      // Replicas of the backend, each with a connection of its own.
      const replicas = ['a', 'b'].map(name =>
        listenAt(brokerAt(running.brokerConfig(name))),
      );
      for (const { until } of replicas) {
        expect(hears(await until(hears))).toBe(true);
      }
      for (let round = 1; round <= 3; round++) {
        const stop = await drop(client, 'c', 2);
        await eventually(
          async () =>
            replicas.map(({ heard }) => new Set(sequencesOf(heard, 'c')).size),
          sizes => sizes.every(size => size >= 2 * round),
        );
        stop();
        await ask(client, 'CONSUMER.LEADER.STEPDOWN.S.c');
      }
      // A leader that stepped down before the others knew may have its successor tell it again.
      for (const { heard } of replicas) {
        expect([...new Set(sequencesOf(heard, 'c'))]).toEqual([
          1, 2, 3, 4, 5, 6,
        ]);
      }
    } finally {
      await client.close();
      await running.stop();
    }
  });
});
