import { planAssets } from '../../__testUtils__/planAssets';
import { AccountLimits } from '../../jetstream/AccountLimits';
import { CurrentAsset } from '../../jetstream/readAssets';
import { wantedAssets } from '../wantedAssets';
import { refuseBeyondAccount } from './accountLimits';

const unlimited: AccountLimits = {
  maxBytes: { file: -1, memory: -1 },
  maxStreamBytes: { file: -1, memory: -1 },
  maxBytesRequired: false,
  maxStreams: -1,
  maxConsumers: -1,
};

/** Streams by name, with what each reserves in bytes. */
type Sizes = Record<string, number>;

function plan(held: Sizes, wanted: Sizes, limits: Partial<AccountLimits>) {
  const facts = {
    version: '2.15.1',
    level: 5,
    clustered: false,
    limits: { ...unlimited, ...limits },
  };
  const streams = new Map<string, CurrentAsset>(
    Object.entries(held).map(([name, size]) => [
      name,
      { config: { name, subjects: [name], max_bytes: size, max_age: 3600e9 } },
    ]),
  );
  const steps = planAssets(
    wantedAssets(
      {
        streams: Object.entries(wanted).map(([name, maxBytes]) => ({
          name,
          subjects: [name],
          maxAge: '1h',
          maxBytes,
        })),
      },
      { replicas: 1 },
    ),
    { streams, consumers: new Map() },
    facts,
  );
  return refuseBeyondAccount(steps, streams, facts).map(
    ({ planned }) => planned.action,
  );
}

const file = (limit: number) => ({ maxBytes: { file: limit, memory: -1 } });

describe('the limits of an account', () => {
  it('count what others have, too', () => {
    expect(plan({ OTHER: 80 }, { A: 20, B: 1 }, file(100))).toEqual([
      'create',
      'refused',
    ]);
  });

  it('let one stream have what another gives up, whichever comes first', () => {
    expect(plan({ A: 80, B: 10 }, { B: 60, A: 40 }, file(100))).toEqual([
      'update',
      'update',
    ]);
  });

  it('are no matter of what stays as it is', () => {
    expect(plan({ A: 80 }, { A: 80 }, file(50))).toEqual(['unchanged']);
    expect(plan({ A: 1, B: 1 }, { A: 1 }, { maxStreams: 1 })).toEqual([
      'unchanged',
    ]);
  });

  it('count each stream once', () => {
    expect(plan({ OTHER: 1 }, { A: 1, B: 1, C: 1 }, { maxStreams: 3 })).toEqual(
      ['create', 'create', 'refused'],
    );
  });
});

describe('limits by the number of copies', () => {
  const facts = {
    version: '2.15.1',
    level: 5,
    clustered: true,
    tiers: new Map([
      [1, { ...unlimited, ...file(100) }],
      [3, { ...unlimited, ...file(10), maxStreams: 1 }],
    ]),
  };
  const streamOf = (name: string, replicas: number, maxBytes: number) => ({
    name,
    subjects: [name],
    maxAge: '1h',
    replicas,
    maxBytes,
  });

  function refusalsOf(
    held: Record<string, { copies: number; bytes: number }>,
    streams: ReturnType<typeof streamOf>[],
  ) {
    const current = new Map<string, CurrentAsset>(
      Object.entries(held).map(([name, { copies, bytes }]) => [
        name,
        {
          config: {
            name,
            subjects: [name],
            max_bytes: bytes,
            num_replicas: copies,
            max_age: 3600e9,
          },
        },
      ]),
    );
    const steps = planAssets(
      wantedAssets({ streams }, { replicas: 3 }),
      { streams: current, consumers: new Map() },
      facts,
    );
    return refuseBeyondAccount(steps, current, facts).map(
      ({ planned: { refusals = [] } }) => refusals.map(({ code }) => code),
    );
  }

  it('are those of one copy, and each tier has its own', () => {
    expect(
      refusalsOf({ OTHER: { copies: 1, bytes: 90 } }, [
        streamOf('A', 3, 10),
        streamOf('B', 1, 11),
        streamOf('C', 1, 10),
        streamOf('D', 3, 1),
      ]),
    ).toEqual([[], [10047], [], [10027, 10047]]);
  });

  it('hold for what comes from another tier', () => {
    expect(
      refusalsOf({ A: { copies: 1, bytes: 20 }, B: { copies: 3, bytes: 4 } }, [
        streamOf('A', 3, 20),
        streamOf('B', 1, 4),
      ]),
    ).toEqual([[10027, 10047], []]);
  });

  it('say so where there are none for so many copies', () => {
    const current = new Map<string, CurrentAsset>();
    const [{ planned }] = refuseBeyondAccount(
      planAssets(
        wantedAssets({ streams: [streamOf('A', 2, 1)] }, { replicas: 3 }),
        { streams: current, consumers: new Map() },
        facts,
      ),
      current,
      facts,
    );
    expect(planned).toMatchObject({
      action: 'refused',
      refusals: [{ code: 10120 }],
      reason: expect.stringMatching(/replicas 1, 3, and none with 2/),
    });
  });
});
