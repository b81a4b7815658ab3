import { SamplingPace } from './SamplingPace';

const INTERVAL = 15_000;
const MINUTE = 60_000;

/** When samples are taken, seconds, with a tick each interval. */
function samplesOf(
  pace: SamplingPace,
  options: { until: number; works: boolean; asks?: boolean },
): number[] {
  const taken: number[] = [];
  for (let now = 0; now <= options.until; now += INTERVAL) {
    if (options.asks) {
      pace.ask(now);
    }
    if (pace.isDue(now)) {
      taken.push(now / 1000);
      if (options.works) {
        pace.succeed(now);
      } else {
        pace.fail(now);
      }
    }
  }
  return taken;
}

describe('SamplingPace', () => {
  it('takes a sample at each tick, also at one that comes a moment early', () => {
    const pace = new SamplingPace({ intervalMs: INTERVAL, now: 0 });
    expect(samplesOf(pace, { until: 60_000, works: true })).toEqual([
      0, 15, 30, 45, 60,
    ]);
    expect(pace.isDue(60_000 + INTERVAL - 500)).toBe(true);
  });

  it('asks more rarely for what nobody has looked at for ten minutes', () => {
    const pace = new SamplingPace({ intervalMs: INTERVAL, now: -10 * MINUTE });
    expect(samplesOf(pace, { until: 120_000, works: true })).toEqual([
      0, 60, 120,
    ]);
    expect(pace.intervalMs(0)).toBe(60_000);
    pace.ask(125_000);
    expect(pace.intervalMs(125_000)).toBe(INTERVAL);
    expect(pace.isDue(135_000)).toBe(true);
  });

  it('waits ever longer for a broker that fails, up to five minutes', () => {
    const pace = new SamplingPace({ intervalMs: INTERVAL, now: -10 * MINUTE });
    expect(samplesOf(pace, { until: 15 * MINUTE, works: false })).toEqual([
      0, 60, 180, 420, 720,
    ]);
  });

  it('waits a minute at most while somebody looks', () => {
    const pace = new SamplingPace({ intervalMs: INTERVAL, now: 0 });
    expect(
      samplesOf(pace, { until: 240_000, works: false, asks: true }),
    ).toEqual([0, 15, 45, 105, 165, 225]);
  });

  it('is as quick as before once the broker answers again', () => {
    const pace = new SamplingPace({ intervalMs: INTERVAL, now: 0 });
    samplesOf(pace, { until: 60_000, works: false });
    pace.succeed(105_000);
    expect(pace.isDue(120_000)).toBe(true);
  });

  it('takes its time with a source that costs a call for each stream', () => {
    const pace = new SamplingPace({ intervalMs: INTERVAL, now: 0 });
    pace.spend(100);
    expect(pace.intervalMs(0)).toBe(INTERVAL);
    pace.spend(1_000);
    expect(pace.intervalMs(0)).toBe(2 * MINUTE);
    expect(samplesOf(pace, { until: 300_000, works: true })).toEqual([
      0, 120, 240,
    ]);
    pace.spend(0);
    expect(pace.intervalMs(0)).toBe(INTERVAL);
  });
});
