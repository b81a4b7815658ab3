import { ServiceUnavailableError } from '@backstage/errors';
import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { failureOf } from '../__testUtils__/failureOf';
import { planAssets } from '../__testUtils__/planAssets';
import { NoRespondersError } from '../connection/NoRespondersError';
import { JetStreamApiError } from '../jetstream/JetStreamApiError';
import { CurrentAsset } from '../jetstream/readAssets';
import { wantedAssets } from '../plan/wantedAssets';
import { AssetWriter, consumerWriter, streamWriter } from './assetWriters';
import { carryOut } from './carryOut';

const busy = () =>
  new JetStreamApiError({ code: 503, err_code: 10008, description: 'busy' });
const silent = () => new ServiceUnavailableError('no answer');

/** No test waits for as long as the first; the second is over soon. Milliseconds. */
const LONG_MS = 60_000;
const SHORT_MS = 400;

/** A broker with one stream, whose answers to writes are told in advance; the last goes on for ever. */
function brokerThat(
  answers: ((store: () => void) => void | 'exists')[],
  options: { held?: JetStreamConfig; patienceMs?: number } = {},
) {
  const { held, patienceMs = LONG_MS } = options;
  let current: CurrentAsset | undefined = held && { config: held };
  const calls: string[] = [];
  const timeouts: number[] = [];
  let unreadable = 0;
  const [step] = planAssets(
    wantedAssets(
      { streams: [{ name: 'S', subjects: ['s'], maxAge: '1h' }] },
      { replicas: 1 },
    ),
    { streams: new Map(), consumers: new Map() },
    { version: '2.15.1', level: 5, clustered: false },
  );
  const answer =
    (name: string) =>
    async (config: JetStreamConfig, { timeoutMs }: { timeoutMs: number }) => {
      calls.push(name);
      timeouts.push(timeoutMs);
      const next = answers.length > 1 ? answers.shift() : answers[0];
      const said = next?.(() => {
        current = { config };
      });
      return said ?? config;
    };
  const writer: AssetWriter = {
    ...streamWriter(step, {} as Parameters<typeof streamWriter>[1]),
    find: async () => {
      calls.push('find');
      if (unreadable-- > 0) {
        throw silent();
      }
      return current;
    },
    create: answer('create'),
    update: answer('update') as AssetWriter['update'],
  };
  let pushBacks = 0;
  const run = (signal?: AbortSignal) =>
    carryOut(writer, {
      patienceMs,
      signal,
      onPushBack: () => pushBacks++,
    });
  const loseReads = (count: number) => {
    unreadable = count;
  };
  return { run, calls, timeouts, loseReads, pushBacks: () => pushBacks };
}

const done = (store: () => void) => store();
const refuse = () => {
  throw busy();
};
const lose = () => {
  throw silent();
};

describe('carryOut', () => {
  it('asks again what was refused for now, without reading, and says that the broker pushed back', async () => {
    const { run, calls, pushBacks } = brokerThat([refuse, refuse, done]);
    expect(await run()).toMatchObject({ action: 'create' });
    expect(calls).toEqual(['create', 'create', 'create']);
    expect(pushBacks()).toBe(2);
  });

  it('reads before it writes again where there was no answer', async () => {
    const { run, calls, timeouts } = brokerThat([lose, done], {
      patienceMs: 4_000,
    });
    expect(await run()).toMatchObject({ action: 'create' });
    expect(calls).toEqual(['create', 'find', 'create']);
    expect(timeouts.every(ms => ms <= 4_000)).toBe(true);
  });

  it('goes on asking what there is while nobody says', async () => {
    const { run, calls, loseReads } = brokerThat([lose, done]);
    loseReads(2);
    expect(await run()).toMatchObject({ action: 'create' });
    expect(calls).toEqual(['create', 'find', 'find', 'find', 'create']);
    const away = brokerThat([lose], { patienceMs: SHORT_MS });
    away.loseReads(1_000);
    expect((await failureOf(away.run())).name).toBe('ServiceUnavailableError');
  });

  it('counts as its own what is found done after there was no answer', async () => {
    const { run, calls } = brokerThat([
      store => {
        store();
        throw silent();
      },
    ]);
    expect(await run()).toMatchObject({ action: 'create' });
    expect(calls).toEqual(['create', 'find']);
  });

  it.each([
    ['refuses for now', refuse, 'JetStreamApiError'],
    ['says nothing', lose, 'ServiceUnavailableError'],
  ])(
    'gives up on a broker that %s for too long',
    async (_name, answer, name) => {
      const { run } = brokerThat([answer], { patienceMs: SHORT_MS });
      const started = Date.now();
      expect((await failureOf(run())).name).toBe(name);
      expect(Date.now() - started).toBeLessThan(2_000);
    },
  );

  it('updates what somebody else has created meanwhile, and gives up when they go on', async () => {
    const gone = () => {
      throw new JetStreamApiError({ code: 404, err_code: 10059 });
    };
    const other = { name: 'S', subjects: ['s'], max_msgs: 5 };
    const once = brokerThat([gone, done], { held: other });
    expect(await once.run()).toMatchObject({ action: 'update' });
    expect(once.calls).toEqual(['create', 'find', 'update']);
    const always = brokerThat([gone], { held: other });
    expect(await failureOf(always.run())).toMatchObject({ errCode: 10059 });
    expect(always.calls.length).toBeLessThan(10);
  });

  it('waits for what somebody else is making and nobody can read yet, and not for ever', async () => {
    const making = () => 'exists' as const;
    const made = (store: () => void) => {
      store();
      return making();
    };
    const slow = brokerThat([...Array(4).fill(making), made]);
    expect(await slow.run()).toMatchObject({ action: 'unchanged' });
    const always = brokerThat([making], { patienceMs: SHORT_MS });
    const error = await failureOf(always.run());
    expect(error.name).toBe('ConflictError');
    expect(error.message).toContain('somebody else keeps changing it');
  });

  it('creates again where the store was removed from under it, and gives up when it fails', async () => {
    const fail = () => {
      throw new JetStreamApiError({ code: 500, err_code: 10049 });
    };
    const once = brokerThat([fail, done]);
    expect(await once.run()).toMatchObject({ action: 'create' });
    expect(once.calls).toEqual(['create', 'find', 'create']);
    const always = brokerThat([fail]);
    expect(await failureOf(always.run())).toMatchObject({ errCode: 10049 });
    expect(always.calls.length).toBeLessThan(10);
  });

  it('waits for a stream that a new leader does not know yet, and not for ever', async () => {
    const create = jest.fn();
    const [{ consumers }] = planAssets(
      wantedAssets(
        {
          streams: [
            { name: 'S', maxAge: '1h', consumers: [{ durableName: 'c' }] },
          ],
        },
        { replicas: 1 },
      ),
      { streams: new Map(), consumers: new Map() },
      { version: '2.15.1', level: 5, clustered: true },
    );
    const run = () =>
      carryOut(
        {
          ...consumerWriter(
            consumers[0],
            {} as Parameters<typeof consumerWriter>[1],
          ),
          create,
        },
        { patienceMs: 1_000, onPushBack: () => {} },
      );
    const unknown = new JetStreamApiError({ code: 404, err_code: 10059 });
    create
      .mockRejectedValueOnce(unknown)
      .mockRejectedValueOnce(unknown)
      .mockImplementation(async config => config);
    expect(await run()).toMatchObject({ action: 'create' });
    expect(create).toHaveBeenCalledTimes(3);
    create.mockRejectedValue(unknown);
    expect(await failureOf(run())).toBe(unknown);
  });

  it('asks again without reading where it reached nobody', async () => {
    const { run, calls } = brokerThat([
      () => {
        throw new NoRespondersError('nobody');
      },
      done,
    ]);
    expect(await run()).toMatchObject({ action: 'create' });
    expect(calls).toEqual(['create', 'create']);
  });

  it('is told at once what the server refuses for good', async () => {
    const { run, calls } = brokerThat([
      () => {
        throw new JetStreamApiError({ code: 400, err_code: 10052 });
      },
    ]);
    expect(await failureOf(run())).toMatchObject({ errCode: 10052 });
    expect(calls).toEqual(['create']);
  });

  it('writes nothing more once it is aborted', async () => {
    const stop = new AbortController();
    const { run, calls } = brokerThat([
      () => {
        stop.abort();
        throw busy();
      },
    ]);
    expect((await failureOf(run(stop.signal))).name).toBe('AbortError');
    expect(calls).toEqual(['create']);
  });

  it('says that the old one is gone where the server refuses the new one', async () => {
    const consent = { recreate: new Set(['S']), loss: new Set<string>() };
    const held = { config: { name: 'S', subjects: ['s'], storage: 'memory' } };
    const [step] = planAssets(
      wantedAssets(
        { streams: [{ name: 'S', subjects: ['s'], storage: 'file' }] },
        { replicas: 1 },
      ),
      { streams: new Map([['S', held]]), consumers: new Map() },
      { version: '2.15.1', level: 5, clustered: false },
      undefined,
      consent,
    );
    const remove = jest.fn();
    const full = new JetStreamApiError({
      code: 500,
      err_code: 10047,
      description: 'insufficient storage',
    });
    const failure = await failureOf(
      carryOut(
        {
          ...streamWriter(step, {} as Parameters<typeof streamWriter>[1]),
          find: async () => held,
          remove,
          create: () => Promise.reject(full),
        },
        { patienceMs: 400, onPushBack: () => {} },
      ),
    );
    expect(remove).toHaveBeenCalledTimes(1);
    expect(failure).toMatchObject({
      name: 'ConflictError',
      message:
        'Stream S: it was deleted and the server refuses the new one: insufficient storage (10047); mend the spec and apply again',
    });
  });
});
