import {
  delivered,
  judge,
  samples,
  settings,
  streamSettings,
  streamState,
  verdictOn,
} from '../../__testUtils__/consumer';

const known = { settings: settings(), streamSettings: streamSettings() };

/** Ten messages a sample come; the consumer has had so many. */
const reading = (had: (i: number) => number, count = 40) =>
  samples(count, i => ({
    ...delivered(had(i)),
    pending: 10 * (i + 1) - had(i),
    streamState: streamState(1, 10 * (i + 1), { at: 10_000 * i, firstAt: -99 }),
  }));

describe('time behind', () => {
  it('is when the next message came, between two samples', () => {
    const window = reading(i => Math.max(0, 10 * i - 55));
    // Delivered 335 of 400; message 336 came 6/10 of the way from sample 32 to 33.
    expect(verdictOn(window, known).secondsBehind).toBeCloseTo(64, 5);
  });

  it('is nothing where nothing waits', () => {
    const window = reading(i => 10 * (i + 1));
    expect(verdictOn(window, known)).toMatchObject({ secondsBehind: 0 });
  });

  it('is more than the samples tell where they do not reach back', () => {
    const window = reading(i => (i === 0 ? 3 : 4));
    expect(verdictOn(window, known)).toMatchObject({
      secondsBehind: 390,
      isLongerBehind: true,
    });
  });

  it('is exact where the next message is the oldest of the stream', () => {
    const window = reading(() => 0);
    expect(verdictOn(window, known)).toMatchObject({ secondsBehind: 390.099 });
  });

  it('is not told where a filter hides which message is the next', () => {
    const filtered = {
      ...known,
      settings: settings({ filters: ['jobs.mail'] }),
    };
    const window = reading(i => Math.max(0, 10 * i - 55));
    expect(verdictOn(window, filtered)).not.toHaveProperty('secondsBehind');
    const all = { ...known, settings: settings({ filters: ['jobs.>'] }) };
    expect(verdictOn(window, all)).toHaveProperty('secondsBehind');
  });

  it('behind: is a warning above five minutes', () => {
    expect(
      judge(
        reading(i => Math.max(0, 10 * i - 290)),
        known,
      ),
    ).not.toContain('behind');
    const late = reading(i => Math.max(0, 9.9 * i - 300));
    expect(verdictOn(late, known)).toMatchObject({ rule: 'lagging' });
    expect(verdictOn(late, known).findings).toMatchObject([
      { rule: 'behind', reason: expect.stringContaining('has waited 5 min') },
    ]);
  });
});
