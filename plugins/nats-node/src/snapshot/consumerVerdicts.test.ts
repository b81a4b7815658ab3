import { setTimeout as sleep } from 'node:timers/promises';
import { judgeConsumer } from '@nats-portal/plugin-nats-common';
import { Consumer, JsMsg, NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask, clientOf } from '../__testUtils__/clientOf';
import {
  rulesOf,
  Watched,
  watchConsumer,
} from '../__testUtils__/watchConsumer';
import { Broker } from '../Broker';
import { RunningNatsCluster, startNatsServer } from '../testUtils';

jest.setTimeout(60_000);

const NANOSECONDS = 1e6;

let running: RunningNatsCluster;
let broker: Broker;
let client: NatsConnection;
let consumer: Consumer;
let stop: AbortController;
/** Each test's is another: what a server still removes of one may be found by the next of its name. */
let stream: string;
let streams = 0;

beforeAll(async () => {
  running = await startNatsServer();
  broker = brokerAt(running.brokerConfig('one'));
  client = await clientOf(running);
});

beforeEach(() => {
  stop = new AbortController();
  stream = `S${streams++}`;
});

afterEach(async () => {
  stop.abort();
  await ask(client, `STREAM.DELETE.${stream}`);
});

afterAll(async () => {
  await closeBrokers();
  await client?.close();
  await running?.stop();
});

/** A stream with a consumer c, as the server makes them but for what is given. */
async function given(settings: object = {}, config: object = {}) {
  await ask(client, `STREAM.CREATE.${stream}`, {
    name: stream,
    subjects: ['s.>'],
    ...settings,
  });
  await createConsumer(config);
  consumer = await client
    .jetstream()
    .consumers.get(stream, 'c')
    .catch(() => consumer);
}

async function createConsumer(config: object = {}) {
  await ask(client, `CONSUMER.CREATE.${stream}.c`, {
    stream_name: stream,
    config: {
      name: 'c',
      durable_name: 'c',
      ack_policy: 'explicit',
      ack_wait: 30_000 * NANOSECONDS,
      ...config,
    },
  });
}

async function publish(count: number, subject = 's.a', size = 10) {
  const text = 'x'.repeat(size);
  for (let i = 0; i < count; i++) {
    client.publish(subject, text);
  }
  await client.flush();
}

/** Takes messages and does nothing with them yet. */
async function take(count: number): Promise<JsMsg[]> {
  const taken: JsMsg[] = [];
  for await (const message of await consumer.fetch({
    max_messages: count,
    expires: 1000,
  })) {
    taken.push(message);
    if (taken.length === count) {
      break;
    }
  }
  return taken;
}

/** A client that asks for messages until the test ends. */
async function work(handle: (message: JsMsg) => unknown, batch = 100) {
  const messages = await consumer.consume({ max_messages: batch });
  stop.signal.addEventListener('abort', () => messages.stop());
  (async () => {
    for await (const message of messages) {
      await handle(message);
    }
  })();
}

const watch = (options: Partial<Watched> = {}) =>
  watchConsumer(broker, { consumer: { stream, name: 'c' }, ...options });

describe('what is fine', () => {
  it('ok: a client keeps up', async () => {
    await given();
    await work(message => message.ack());
    const verdict = await watch({ between: () => publish(5) });
    expect(rulesOf(verdict)).toEqual(['ok ok']);
    expect(verdict.secondsBehind).toBe(0);
  });

  it('ok: a backlog drains, and says when it is gone', async () => {
    await given();
    await publish(400);
    const verdict = await watch({
      between: async () => (await take(20)).forEach(message => message.ack()),
    });
    expect(rulesOf(verdict)).toEqual(['ok ok']);
    expect(verdict.drainsInSeconds).toBeGreaterThan(0);
    expect(verdict.drainsWithin?.least).toBeLessThanOrEqual(
      verdict.drainsInSeconds!,
    );
  });

  it('slow-drain: a backlog drains, and will for hours', async () => {
    await given();
    await publish(5000);
    const verdict = await watch({
      stretch: 1000,
      between: async () => (await take(20)).forEach(message => message.ack()),
    });
    // What drains for hours has waited for minutes.
    expect(rulesOf(verdict)).toEqual(['warning behind', 'info slow-drain']);
  });

  it('new-backlog: messages came a moment ago', async () => {
    await given();
    const verdict = await watch({
      between: async i => (i === 8 ? publish(3) : undefined),
    });
    expect(rulesOf(verdict)).toEqual(['info new-backlog']);
  });

  it('too-little-data: three samples in a moment', async () => {
    await given();
    expect(rulesOf(await watch({ samples: 3 }))).toEqual([
      'unknown too-little-data',
    ]);
  });
});

describe('nothing can be said', () => {
  it('no-data: no server knows it', async () => {
    await given();
    const verdict = await watch({
      consumer: { stream, name: 'other' },
      samples: 1,
    });
    expect(rulesOf(verdict)).toEqual(['unknown no-data']);
  });

  it('unreadable: sequences beyond 2^53 are not counted with', async () => {
    await given({ first_seq: 2 ** 53 + 2 });
    await publish(3);
    const rows = await broker.readSnapshot();
    expect(rows.problems).toEqual([
      expect.stringMatching(/^Stream APP\/S\d+: .* is 900719925474099/),
    ]);
    await take(1);
    const { unreadable, consumers } = await broker.readSnapshot();
    expect(consumers).toEqual([]);
    expect(
      judgeConsumer({
        samples: [],
        age: 0,
        interval: 15_000,
        unreadable: unreadable[0]?.problem,
      }),
    ).toEqual({
      level: 'unknown',
      rule: 'unreadable',
      reason: expect.stringContaining(
        'is 9007199254740994, which cannot be counted with',
      ),
    });
  });
});

describe('nobody reads', () => {
  it('stop: messages come and no client ever asks', async () => {
    await given();
    await publish(20);
    const verdict = await watch({ between: () => publish(1) });
    expect(rulesOf(verdict)).toEqual(['error stop']);
    expect(verdict.reason).toContain('30 waiting');
  });

  it('stop: a push consumer without a subscriber', async () => {
    await given({}, { deliver_subject: 'push.here' });
    await publish(5);
    expect(rulesOf(await watch())).toEqual(['error stop']);
  });

  it('stop: a client that took messages is gone for long', async () => {
    await given({}, { ack_wait: 100 * NANOSECONDS });
    await publish(20);
    await take(3);
    expect(rulesOf(await watch())[0]).toBe('error stop');
  });

  it('hold: a client took all there was and is gone for long', async () => {
    await given({}, { ack_wait: 100 * NANOSECONDS });
    await publish(3);
    await take(3);
    expect(rulesOf(await watch())).toEqual(['error hold']);
  });

  it('hold: clients that may still be at work are news', async () => {
    await given();
    await publish(3);
    await take(3);
    expect(rulesOf(await watch())).toEqual(['info hold']);
  });

  it('hold: a client at long work that says so is no error, however long it takes', async () => {
    await given({}, { ack_wait: 200 * NANOSECONDS });
    await publish(1);
    const [message] = await take(1);
    const verdict = await watch({
      samples: 20,
      between: async () => {
        message.working();
        await client.flush();
      },
    });
    expect(rulesOf(verdict)).toEqual(['info hold']);
  });

  it('hold: a message that shall come later is no error while a client waits for it', async () => {
    await given({}, { ack_wait: 100 * NANOSECONDS });
    await publish(1);
    const [message] = await take(1);
    message.nak(30_000);
    await work(() => {});
    const verdict = await watch({ samples: 15 });
    expect(rulesOf(verdict)).toEqual(['info hold']);
  });

  it('idle: no client for a week', async () => {
    await given({ retention: 'interest' });
    await work(message => message.ack());
    await publish(1);
    await sleep(100);
    stop.abort();
    await sleep(100);
    const week = 7 * 86_400_000;
    const verdict = await watch({ stretch: week / 300 });
    expect(rulesOf(verdict)).toEqual(['warning idle']);
  });
});

describe('clients do not get on', () => {
  it('saturated: as many in flight as may be', async () => {
    await given({}, { max_ack_pending: 3, ack_wait: 300 * NANOSECONDS });
    await publish(20);
    await work(() => {});
    await sleep(100);
    const verdict = await watch();
    expect(rulesOf(verdict)).toEqual([
      'error saturated',
      'error redelivery-loop',
    ]);
    expect(verdict.reason).toContain('3 in flight of 3 allowed');
  });

  it('saturated: a warning while clients may still be at work', async () => {
    await given({}, { max_ack_pending: 3 });
    await publish(20);
    await work(() => {});
    await sleep(100);
    expect(rulesOf(await watch())[0]).toBe('warning saturated');
  });

  it('redelivery-loop: the same messages again and again', async () => {
    await given({}, { ack_wait: 100 * NANOSECONDS });
    await publish(2);
    await work(() => {});
    await sleep(100);
    const verdict = await watch();
    expect(rulesOf(verdict)).toEqual(['error redelivery-loop']);
  });

  it('stall: a subscriber is there, messages wait, and the server delivers none', async () => {
    await given(
      {},
      {
        deliver_subject: 'push.here',
        flow_control: true,
        idle_heartbeat: 1000 * NANOSECONDS,
        max_ack_pending: 100_000,
      },
    );
    // It never answers the server's question whether it has got so far.
    const deaf = client.subscribe('push.here', { callback: () => {} });
    await publish(2000, 's.a', 5_000);
    await sleep(500);
    const verdict = await watch();
    deaf.unsubscribe();
    expect(rulesOf(verdict)[0]).toBe('error stall');
  });

  it('kept-back: messages are replayed as slowly as they came', async () => {
    await given();
    for (let i = 0; i < 3; i++) {
      await publish(1);
      await sleep(1500);
    }
    await ask(client, `CONSUMER.DELETE.${stream}.c`);
    await createConsumer({ replay_policy: 'original' });
    consumer = await client.jetstream().consumers.get(stream, 'c');
    await work(message => message.ack());
    await sleep(100);
    const verdict = await watch();
    expect(rulesOf(verdict)[0]).toBe('info kept-back');
  });

  it('poison: messages are given up, and were given up', async () => {
    await given({}, { max_deliver: 2, ack_wait: 100 * NANOSECONDS });
    await publish(3);
    await work(message => message.nak());
    const fresh = await watch({
      between: async i => (i === 3 ? publish(2) : undefined),
    });
    expect(rulesOf(fresh)).toEqual(['error poison']);
    const old = await watch();
    expect(rulesOf(old)).toEqual(['warning poison']);
    expect(old.reason).toContain('At least 5 given up before');
  });

  it('poison: is not said of what a client ended itself', async () => {
    await given();
    await publish(1);
    const [first] = await take(1);
    first.nak();
    const [second] = await take(1);
    second.term();
    await client.flush();
    expect(rulesOf(await watch())).toEqual(['ok ok']);
  });

  it('pinned: one message is not finished while others are', async () => {
    await given({}, { ack_wait: 50 * NANOSECONDS });
    await work(message =>
      message.seq === 1 ? message.nak(20) : message.ack(),
    );
    const verdict = await watch({
      samples: 14,
      between: () => publish(3),
    });
    expect(rulesOf(verdict)).toContain('info pinned');
  });

  it('redeliveries: one delivery of four is a repetition', async () => {
    await given();
    await work(message =>
      message.seq % 3 === 0 && !message.redelivered
        ? message.nak()
        : message.ack(),
    );
    const verdict = await watch({ between: () => publish(30) });
    // What was just delivered may be in flight when the last sample is taken.
    expect(rulesOf(verdict)[0]).toBe('warning redeliveries');
  });

  it('lagging: more comes than clients finish', async () => {
    await given();
    await publish(10);
    const verdict = await watch({
      between: async () => {
        await publish(10);
        (await take(2)).forEach(message => message.ack());
      },
    });
    expect(rulesOf(verdict)[0]).toBe('warning lagging');
    expect(verdict.backlogPerSecond).toBeGreaterThan(0);
  });

  it('in-flight-grows: clients take everything and finish ever less', async () => {
    await given();
    await work(message => (message.seq % 2 ? message.ack() : undefined));
    await publish(10);
    const verdict = await watch({ between: () => publish(4) });
    expect(rulesOf(verdict)).toEqual(['info in-flight-grows']);
  });

  it('behind: the next message has waited for long', async () => {
    await given();
    await publish(500);
    const verdict = await watch({
      stretch: 500,
      between: async () => (await take(20)).forEach(message => message.ack()),
    });
    expect(rulesOf(verdict)).toContain('warning behind');
    expect(verdict.secondsBehind).toBeGreaterThan(300);
  });
});

describe('messages go', () => {
  it('loss: the stream makes room before anybody reads', async () => {
    await given({ max_msgs: 100 });
    await publish(100);
    const verdict = await watch({ between: () => publish(30) });
    // What is seen between storing and making room falls again, and may be told after them.
    expect(rulesOf(verdict).slice(0, 2)).toEqual(['error loss', 'error stop']);
  });

  it('loss: a client that is too slow steps over what is gone', async () => {
    await given({ max_msgs: 50 });
    const verdict = await watch({
      between: async () => {
        await publish(80);
        (await take(30)).forEach(message => message.ack());
      },
    });
    expect(rulesOf(verdict)[0]).toBe('error loss');
  });

  it('loss: messages become too old, also behind a filter', async () => {
    await given(
      { max_age: 500 * NANOSECONDS, duplicate_window: 100 * NANOSECONDS },
      { filter_subject: 's.a' },
    );
    await publish(50);
    const verdict = await watch({ between: () => publish(2) });
    expect(rulesOf(verdict)).toContain('error loss');
  });

  it('loss-unclear: what came and went between two samples is hidden by a filter', async () => {
    await given({ max_msgs: 10 }, { filter_subject: 's.b' });
    const verdict = await watch({
      between: async () => {
        await publish(5, 's.b');
        await publish(20, 's.a');
      },
    });
    expect(rulesOf(verdict)).toContain('unknown loss-unclear');
  });

  it('loss-ahead: the limits come nearer to an unread message', async () => {
    await given({ max_msgs: 300 });
    await publish(300);
    await (await take(200)).forEach(message => message.ack());
    const verdict = await watch({
      between: async () => {
        await publish(12);
        (await take(1)).forEach(message => message.ack());
      },
    });
    expect(rulesOf(verdict)).toContain('warning loss-ahead');
    expect(rulesOf(verdict)).not.toContain('error loss');
  });

  it('removed: a purge, of all and of a part, is no error', async () => {
    await given({ max_msgs: 100 });
    await publish(100);
    await publish(50, 's.b');
    await work(message => message.ack(), 1);
    await sleep(100);
    stop.abort();
    await publish(60);
    const part = await watch({
      between: async i =>
        i === 5
          ? ask(client, `STREAM.PURGE.${stream}`, { filter: 's.a' })
          : undefined,
    });
    expect(rulesOf(part).join()).not.toContain('loss');
    const all = await watch({
      between: async i =>
        i === 5 ? ask(client, `STREAM.PURGE.${stream}`) : undefined,
    });
    expect(rulesOf(all).join()).not.toContain('loss');
  });

  it('removed: newer messages of the same subject take the place', async () => {
    await given({ max_msgs_per_subject: 1 });
    for (let i = 0; i < 50; i++) {
      await publish(1, `s.${i}`);
    }
    const verdict = await watch({
      between: i => publish(1, `s.${i}`),
    });
    expect(rulesOf(verdict).join()).not.toContain('loss');
  });
});

describe('somebody did it', () => {
  it('paused: by intent, with what that costs', async () => {
    await given();
    await publish(5);
    await ask(client, `CONSUMER.PAUSE.${stream}.c`, {
      pause_until: new Date(Date.now() + 60_000).toISOString(),
    });
    const verdict = await watch();
    expect(rulesOf(verdict)).toEqual(['info paused']);
    expect(verdict.reason).toContain('with 5 waiting');
  });

  it('recreated: what the former did is forgotten', async () => {
    await given();
    await publish(5);
    const verdict = await watch({
      between: async i => {
        if (i === 6) {
          await ask(client, `CONSUMER.DELETE.${stream}.c`);
          await createConsumer();
        }
      },
    });
    expect(rulesOf(verdict)).toEqual(['unknown recreated']);
  });

  it('rewind: everything again, until it is where it was', async () => {
    await given();
    await publish(200);
    (await take(200)).forEach(message => message.ack());
    const verdict = await watch({
      between: async i => {
        if (i === 3) {
          await ask(client, `CONSUMER.RESET.${stream}.c`, { seq: 1 });
        }
        if (i > 3) {
          (await take(5)).forEach(message => message.ack());
        }
      },
    });
    expect(rulesOf(verdict)[0]).toBe('warning rewind');
  });
});

describe('somebody set a limit', () => {
  const monitor = (limits: Record<string, string>) => ({
    metadata: Object.fromEntries(
      Object.entries(limits).map(([key, value]) => [
        `io.nats.monitor.${key}`,
        value,
      ]),
    ),
  });

  it('threshold: in the metadata of the consumer', async () => {
    await given({}, monitor({ 'unprocessed-critical': '3' }));
    await publish(2);
    expect(rulesOf(await watch({ samples: 2 }))).toEqual([
      'unknown too-little-data',
    ]);
    await publish(1);
    const verdict = await watch({ samples: 2 });
    expect(rulesOf(verdict)[0]).toBe('error threshold');
    expect(verdict.reason).toContain(
      '3 not delivered yet, and 3 is the limit set by its metadata',
    );
  });

  it('threshold: each priority group shall have a pinned client', async () => {
    await given(
      {},
      {
        priority_policy: 'pinned_client',
        priority_groups: ['left'],
        priority_timeout: 60_000 * NANOSECONDS,
        ...monitor({ pinned: 'true' }),
      },
    );
    const verdict = await watch({ samples: 2 });
    expect(verdict.reason).toContain('no client is pinned to "left"');
    expect(rulesOf(verdict)[0]).toBe('error threshold');
    // Who is given the first message of a group is pinned to it.
    await publish(1);
    const inbox = client.subscribe('pinned.here', { max: 1 });
    client.publish(
      `$JS.API.CONSUMER.MSG.NEXT.${stream}.c`,
      JSON.stringify({ batch: 1, group: 'left', expires: 5e9 }),
      { reply: 'pinned.here' },
    );
    for await (const message of inbox) {
      expect(message.headers?.get('Nats-Pin-Id')).toBeTruthy();
    }
    const after = await watch({ samples: 2 });
    expect(rulesOf(after).join()).not.toContain('threshold');
  });
});
