import { setTimeout as sleep } from 'node:timers/promises';
import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import { rulesOf, watchConsumer } from '../__testUtils__/watchConsumer';
import { Broker } from '../Broker';
import {
  NatsClusterOptions,
  RunningNatsCluster,
  startNatsCluster,
  startNatsServer,
} from '../testUtils';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(120_000);

const consumer = { stream: 'S', name: 'c' };

async function makeConsumer(client: NatsConnection, replicas: number) {
  await ask(client, 'STREAM.CREATE.S', {
    name: 'S',
    subjects: ['s.>'],
    num_replicas: replicas,
  });
  await ask(client, 'CONSUMER.CREATE.S.c', {
    stream_name: 'S',
    config: { name: 'c', durable_name: 'c', ack_policy: 'explicit' },
  });
}

interface Info {
  cluster: { leader?: string };
}

async function leaderOf(client: NatsConnection): Promise<string | undefined> {
  const { cluster } = await ask<Info>(client, 'CONSUMER.INFO.S.c');
  return cluster.leader;
}

/** Publishes and acknowledges all the time. */
function keepWorking(client: NatsConnection) {
  const stop = new AbortController();
  const js = client.jetstream();
  const ended = (async () => {
    const reader = await js.consumers.get('S', 'c');
    while (!stop.signal.aborted) {
      try {
        await js.publish('s.a', 'x');
        const message = await reader.next({ expires: 1000 });
        message?.ack();
      } catch {
        await sleep(50);
      }
    }
  })();
  return async () => {
    stop.abort();
    await ended;
  };
}

afterAll(closeBrokers);

describe('three servers', () => {
  let running: RunningNatsCluster;
  let broker: Broker;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsCluster();
    broker = brokerAt(running.brokerConfig('three'));
    client = await clientOf(running);
    await makeConsumer(client, 3);
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  it('takes nothing for an error, a loss or a rewind while the leader of a consumer steps down again and again', async () => {
    const rest = keepWorking(client);
    const leaders = new Set<string | undefined>();
    const heard = new Set<string>();
    await watchConsumer(broker, {
      consumer,
      samples: 120,
      stretch: 20,
      between: async i => {
        if (i % 20 === 10) {
          await ask(client, 'CONSUMER.LEADER.STEPDOWN.S.c');
        }
        if (i % 20 === 0) {
          leaders.add(await leaderOf(client));
        }
      },
      onVerdict: verdict => rulesOf(verdict).forEach(rule => heard.add(rule)),
    });
    await rest();
    expect(leaders.size).toBeGreaterThan(1);
    expect(heard).toContain('ok ok');
    expect([...heard].join()).not.toMatch(
      /error|rewind|loss(?!-unclear)|removed/,
    );
  });

  it('takes nothing for a loss while a backlog is drained in batches, which the copies count late', async () => {
    const js = client.jetstream();
    for (let i = 0; i < 10; i++) {
      await Promise.all(
        Array.from({ length: 500 }, () => js.publish('s.a', 'x')),
      );
    }
    const reader = await js.consumers.get('S', 'c');
    let isDrained = false;
    const heard = new Set<string>();
    const drain = async () => {
      for (let pending = 1; pending > 0; ) {
        const batch = await reader.fetch({ max_messages: 50, expires: 1_000 });
        for await (const message of batch) {
          message.ack();
          pending = message.info.pending;
        }
      }
      isDrained = true;
    };
    const drained = drain();
    await watchConsumer(broker, {
      consumer,
      samples: 600,
      between: async () => {
        if (isDrained) {
          throw new Error('nothing is left');
        }
      },
      onVerdict: verdict => rulesOf(verdict).forEach(rule => heard.add(rule)),
    }).catch(error => {
      if (!isDrained) {
        throw error;
      }
    });
    await drained;
    expect(heard.size).toBeGreaterThan(0);
    expect([...heard].join()).not.toMatch(
      /error|rewind|loss(?!-unclear)|removed/,
    );
  });

  it('replica-offline: a server with a copy was killed', async () => {
    const leader = await leaderOf(client);
    const follower = running.servers.find(({ name }) => name !== leader);
    await follower?.kill();
    const heard: string[] = [];
    await watchConsumer(broker, {
      consumer,
      samples: 200,
      stretch: 20,
      between: async () => {
        if (heard.includes('warning replica-offline')) {
          throw new Error('seen');
        }
      },
      onVerdict: verdict => heard.push(...rulesOf(verdict)),
    }).catch(() => {});
    expect(heard).toContain('warning replica-offline');
    expect(heard.join()).not.toContain('error');
  });

  it('no-leader: two of three were killed', async () => {
    const leader = await leaderOf(client).catch(() => undefined);
    await running.servers.find(({ name }) => name === leader)?.kill();
    const heard: string[] = [];
    await watchConsumer(broker, {
      consumer,
      samples: 300,
      stretch: 20,
      between: async () => {
        if (heard.includes('error no-leader')) {
          throw new Error('seen');
        }
      },
      onVerdict: verdict => heard.push(rulesOf(verdict)[0]),
    }).catch(() => {});
    expect(heard).toContain('error no-leader');
    expect(heard).not.toContain('error stop');
  });
});

describe('a server that is started again', () => {
  it('is no reason for an error: it has forgotten when it delivered last', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'nats-restart-'));
    const first = await startNatsServer({ directory });
    const options: NatsClusterOptions = {
      directory,
      ports: first.ports,
      credentials: first.credentials,
      authority: first.authority,
    };
    const broker = brokerAt(first.brokerConfig('again'));
    const client = await clientOf(first);
    await makeConsumer(client, 1);
    const rest = keepWorking(client);
    await sleep(200);
    let second: RunningNatsCluster | undefined;
    const heard = new Set<string>();
    try {
      const verdict = await watchConsumer(broker, {
        consumer,
        samples: 40,
        between: async i => {
          if (i === 12) {
            await rest();
            await first.servers[0].kill('SIGTERM');
          }
          if (i === 16) {
            second = await startNatsServer(options);
          }
        },
        onVerdict: ({ level, rule }) => heard.add(`${level} ${rule}`),
      });
      expect([...heard].filter(rule => rule.startsWith('error'))).toEqual([]);
      expect(rulesOf(verdict)[0]).toMatch(/^(ok|info) /);
      const [row] = (await broker.readSnapshot()).consumers;
      expect(row.deliveredConsumerSequence).toBeGreaterThan(0);
      expect(row).not.toHaveProperty('lastDelivery');
    } finally {
      await client.close();
      await second?.stop();
      await first.stop();
      await rm(directory, { recursive: true, force: true });
    }
  });
});
