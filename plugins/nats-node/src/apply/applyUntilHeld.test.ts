import { ServiceUnavailableError } from '@backstage/errors';
import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { failureOf } from '../__testUtils__/failureOf';
import { planAssets } from '../__testUtils__/planAssets';
import { JetStreamApi } from '../jetstream/JetStreamApi';
import { CurrentAsset } from '../jetstream/readAssets';
import { wantedAssets } from '../plan/wantedAssets';
import { applyUntilHeld } from './applyUntilHeld';

const NAMES = ['A', 'B', 'C'];
const silent = () => new ServiceUnavailableError('no answer');

/**
 * A broker with a spec of three streams.
 *
 * @param options - `silence`: the first so many writes are not answered; `lost`: taken away before it is read for the nth time
 */
function brokerThat({
  silence = 0,
  lost = () => [],
  existing,
}: {
  silence?: number;
  lost?: (read: number) => string[];
  existing?: 'refuse';
} = {}) {
  const held = new Map<string, CurrentAsset>();
  const done: string[] = [];
  let unanswered = silence;
  let reads = 0;
  const plan = () =>
    planAssets(
      wantedAssets(
        {
          streams: NAMES.map(name => ({
            name,
            subjects: [name],
            maxAge: '1h',
          })),
        },
        { replicas: 1 },
      ),
      { streams: held, consumers: new Map() },
      { version: '2.15.1', level: 5, clustered: true },
    );
  const write = async (config: JetStreamConfig) => {
    if (unanswered-- > 0) {
      throw silent();
    }
    held.set(String(config.name), { config });
    return config;
  };
  const api = {
    findStream: async (name: string) => held.get(name),
    createStream: write,
    updateStream: write,
  } as unknown as JetStreamApi;
  const run = () =>
    applyUntilHeld(
      plan(),
      {
        api,
        patienceMs: 5_000,
        onProgress: ({ stream }) => done.push(stream),
      },
      {
        existing,
        planAgain: async () => {
          lost(++reads).forEach(name => held.delete(name));
          return plan();
        },
      },
    );
  return { run, held, done, reads: () => reads };
}

const actions = (assets: { action: string }[]) =>
  assets.map(({ action }) => action);

describe('applyUntilHeld', () => {
  it('does not read again what was written without trouble', async () => {
    const { run, reads } = brokerThat();
    expect(actions(await run())).toEqual(['create', 'create', 'create']);
    expect(reads()).toBe(0);
  });

  it('reads everything once more where something was not answered', async () => {
    const { run, reads, done } = brokerThat({ silence: 1 });
    expect(actions(await run())).toEqual(['create', 'create', 'create']);
    expect(reads()).toBe(1);
    expect(done).toHaveLength(3);
  });

  it('makes again what is not there any more, and says so', async () => {
    const { run, reads, held, done } = brokerThat({
      silence: 1,
      lost: read => (read === 1 ? ['B'] : []),
    });
    expect(actions(await run())).toEqual(['create', 'create', 'create']);
    expect([...held.keys()].sort()).toEqual(NAMES);
    expect(reads()).toBe(2);
    expect(done.filter(name => name === 'B')).toHaveLength(2);
  });

  it('does not say that it is done while the broker goes on losing it', async () => {
    const { run, reads } = brokerThat({ silence: 1, lost: () => ['A', 'C'] });
    expect(await failureOf(run())).toMatchObject({
      name: 'ConflictError',
      message:
        '1 of 3 streams and consumers are as the spec wants them; the broker has lost what it took of others, or somebody else changes them: Stream A, Stream C; what is done stays, and applying again goes on from there',
    });
    expect(reads()).toBe(4);
  });

  it('leaves alone what somebody else made meanwhile, where it was told to', async () => {
    const { run, held } = brokerThat({
      silence: 1,
      existing: 'refuse',
      lost: () => {
        held.set('A', { config: { name: 'A', subjects: ['theirs'] } });
        return [];
      },
    });
    expect((await failureOf(run())).message).toContain('Stream A;');
    expect(held.get('A')?.config.subjects).toEqual(['theirs']);
  });

  it('says how far it is where it cannot read what there is', async () => {
    const { run } = brokerThat({
      silence: 1,
      lost: () => {
        throw silent();
      },
    });
    expect(await failureOf(run())).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(
        'All 3 streams and consumers were written',
      ),
    });
  });
});
