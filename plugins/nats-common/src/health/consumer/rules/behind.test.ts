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
    const verdict = verdictOn(window, known);
    expect(verdict.secondsBehind).toBeCloseTo(64, 5);
    expect(verdict.isBehindEstimated).toBe(true);
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
    const verdict = verdictOn(window, known);
    expect(verdict).toMatchObject({ secondsBehind: 390.099 });
    expect(verdict).not.toHaveProperty('isBehindEstimated');
  });

  describe('where the message itself was looked at', () => {
    // Delivered 335 of 400.
    const window = reading(i => Math.max(0, 10 * i - 55));
    const nextMessage = { after: 335, sequence: 336, at: 300_000 };

    it('is exact, also behind a filter', () => {
      for (const filters of [[], ['jobs.mail']]) {
        const verdict = verdictOn(window, {
          ...known,
          settings: settings({ filters }),
          nextMessage: { ...nextMessage, sequence: 340 },
        });
        expect(verdict).toMatchObject({ secondsBehind: 90 });
        expect(verdict).not.toHaveProperty('isBehindEstimated');
        expect(verdict).not.toHaveProperty('isLongerBehind');
      }
    });

    it('is not that of a message that was delivered since, or is gone', () => {
      const former = { ...nextMessage, after: 334, sequence: 335 };
      expect(
        verdictOn(window, { ...known, nextMessage: former }),
      ).toMatchObject({ isBehindEstimated: true });
      const purged = window.map(s => ({
        ...s,
        streamState: s.streamState && {
          ...s.streamState,
          firstSequence: 337,
          firstAt: 380_000,
        },
      }));
      expect(verdictOn(purged, { ...known, nextMessage })).toMatchObject({
        secondsBehind: 10,
      });
    });

    it('is nothing for a clock that runs behind', () => {
      const later = { ...nextMessage, at: 1e9 };
      expect(
        verdictOn(window, { ...known, nextMessage: later }).secondsBehind,
      ).toBe(0);
    });
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
      {
        rule: 'behind',
        reason: expect.stringContaining('has waited about 5 min'),
      },
    ]);
  });
});
