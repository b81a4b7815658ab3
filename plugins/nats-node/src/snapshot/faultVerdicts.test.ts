import { setTimeout as sleep } from 'node:timers/promises';
import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import {
  rulesOf,
  Watched,
  watchConsumer,
} from '../__testUtils__/watchConsumer';
import {
  natsServerBinary,
  NatsServerProcess,
  RunningNatsCluster,
  startNatsCluster,
  startNatsServer,
} from '../testUtils';

jest.setTimeout(600_000);

const consumer = { stream: 'S', name: 'c' };

/** Samples after which a test has failed that waits for something; a count. */
const ENOUGH = 1_000;

afterAll(closeBrokers);

async function makeConsumer(
  client: NatsConnection,
  { stream, name } = consumer,
  replicas = 1,
) {
  await ask(client, `STREAM.CREATE.${stream}`, {
    name: stream,
    subjects: [`${stream}.>`],
    num_replicas: replicas,
  });
  await ask(client, `CONSUMER.CREATE.${stream}.${name}`, {
    stream_name: stream,
    config: { name, durable_name: name, ack_policy: 'explicit' },
  });
}

/** Publishes and acknowledges all the time, whatever becomes of the servers. */
function keepWorking(client: NatsConnection, { stream, name } = consumer) {
  const stop = new AbortController();
  const js = client.jetstream();
  const ended = (async () => {
    while (!stop.signal.aborted) {
      try {
        await js.publish(`${stream}.a`, 'x', { timeout: 1_000 });
        const reader = await js.consumers.get(stream, name);
        for (let isMore = true; isMore; ) {
          const message = await reader.next({ expires: 1_000 });
          message?.ack();
          isMore = (message?.info.pending ?? 0) > 0;
        }
        await sleep(30);
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

/** All that was said on the way, and at the end. */
async function hear(
  running: RunningNatsCluster,
  watched: Omit<Watched, 'consumer'> & { consumer?: Watched['consumer'] },
) {
  const broker = brokerAt({
    ...running.brokerConfig('faulty'),
    timeout: { seconds: 1 },
  });
  const heard: string[] = [];
  const last = await watchConsumer(broker, {
    consumer,
    ...watched,
    onVerdict: verdict => {
      heard.push(...rulesOf(verdict));
      watched.onVerdict?.(verdict);
    },
  });
  return { heard: new Set(heard), last: rulesOf(last) };
}

const FALSE_ALARM = /^error|loss(?!-unclear)|rewind|removed/;
const alarms = (heard: Iterable<string>) =>
  [...heard].filter(rule => FALSE_ALARM.test(rule));

describe.each([
  { version: 'of now', binary: undefined },
  ...(process.env.NATS_SERVER_2_10
    ? [{ version: '2.10', binary: process.env.NATS_SERVER_2_10 }]
    : []),
])('one server, $version', ({ binary }) => {
  let running: RunningNatsCluster;
  let client: NatsConnection;

  beforeAll(async () => {
    running = await startNatsServer({ binary });
    client = await clientOf(running);
    await makeConsumer(client);
    await makeConsumer(client, { stream: 'STUCK', name: 'c' });
    await client.jetstream().publish('STUCK.a', 'x');
  });

  afterAll(async () => {
    await client?.close();
    await running?.stop();
  });

  it('is fine, and one that nobody reads is not', async () => {
    const rest = keepWorking(client);
    expect((await hear(running, {})).last[0]).not.toMatch(/^(error|unknown) /);
    await rest();
    const stuck = await hear(running, {
      consumer: { stream: 'STUCK', name: 'c' },
    });
    // How long its message has waited by then is up to the machine, and may be found too.
    expect(stuck.last[0]).toBe('error stop');
  });

  it('hangs: nothing is claimed until it goes on, and nothing is blamed on anybody', async () => {
    const rest = keepWorking(client);
    const [server] = running.servers;
    let goesOnSince: number | undefined;
    let said = 0;
    const { heard, last } = await hear(running, {
      samples: ENOUGH,
      between: async i => {
        if (i === 12) {
          server.signal('SIGSTOP');
        }
      },
      until: ({ level, rule }) => {
        said++;
        if (rule === 'stale') {
          server.signal('SIGCONT');
          goesOnSince = said;
        }
        // What is said first when it goes on need not be what is said later.
        return said > (goesOnSince ?? Infinity) + 20 && level !== 'unknown';
      },
    });
    await rest();
    expect(heard).toContain('unknown stale');
    expect(alarms(heard)).toEqual([]);
    expect(last[0]).not.toMatch(/^(error|unknown) /);
  });

  it.each([
    ['forward', 3_600_000],
    ['back', -3_600_000],
  ])(
    'has a clock that jumps an hour %s: no alarm, and nothing is fine that is not',
    async (_, jump) => {
      const clock = (i: number) => (i < 12 ? 0 : jump);
      const rest = keepWorking(client);
      const { heard, last } = await hear(running, { samples: 30, clock });
      await rest();
      expect(alarms(heard)).toEqual([]);
      expect(last[0]).not.toMatch(/^(error|unknown) /);
      const stuck = await hear(running, {
        consumer: { stream: 'STUCK', name: 'c' },
        samples: 30,
        clock,
      });
      expect([...stuck.heard].filter(rule => /^(ok|info)/.test(rule))).toEqual(
        [],
      );
      expect(stuck.last[0]).toBe('error stop');
    },
  );

  it('has names full of odd characters', async () => {
    const odd = { stream: 'ä"ö\'{}$[]', name: 'ü<&%20—🐟' };
    await makeConsumer(client, odd);
    const rest = keepWorking(client, odd);
    const { heard, last } = await hear(running, { consumer: odd });
    await rest();
    expect(alarms(heard)).toEqual([]);
    expect(last[0]).not.toMatch(/^(error|unknown) /);
  });
});

describe('three servers', () => {
  it('one dies between two samples, and joins again: no alarm, and all is well in the end', async () => {
    const running = await startNatsCluster();
    const client = await clientOf(running);
    let again: NatsServerProcess | undefined;
    let rest = async () => {};
    try {
      await makeConsumer(client, consumer, 3);
      const leaders: string[] = [];
      for (const info of ['STREAM.INFO.S', 'CONSUMER.INFO.S.c']) {
        const { cluster } = await ask<{ cluster: { leader: string } }>(
          client,
          info,
        );
        leaders.push(cluster.leader);
      }
      const victim = running.servers.find(
        ({ name }) => !leaders.includes(name),
      );
      rest = keepWorking(client);
      let seen = 0;
      const { heard, last } = await hear(running, {
        samples: ENOUGH,
        stretch: 50,
        between: async i => {
          if (i === 30) {
            await victim?.kill();
          }
          if (i === 60) {
            again = await NatsServerProcess.start(
              natsServerBinary(),
              victim?.configFile ?? '',
            );
          }
        },
        until: ({ level }) => ++seen > 120 && level === 'ok',
      });
      expect(last[0]).toMatch(/^ok /);
      expect(alarms(heard)).toEqual([]);
    } finally {
      await rest();
      await again?.kill();
      await client.close();
      await running.stop();
    }
  });
});
