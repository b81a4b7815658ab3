import { LevelHistory } from './LevelHistory';

const MINUTE = 60_000;

describe('LevelHistory', () => {
  it('has nothing to say of minutes that were not looked at', () => {
    const history = new LevelHistory();
    history.record('ok', 100 * MINUTE);
    expect(history.lastHour(102 * MINUTE).slice(-4)).toEqual([
      null,
      'ok',
      null,
      null,
    ]);
    expect(history.lastHour(102 * MINUTE)).toHaveLength(60);
  });

  it('keeps the worst of each minute', () => {
    const history = new LevelHistory();
    history.record('ok', 100 * MINUTE);
    history.record('error', 100 * MINUTE + 15_000);
    history.record('warning', 100 * MINUTE + 30_000);
    expect(history.lastHour(100 * MINUTE).slice(-1)).toEqual(['error']);
  });

  it('forgets after an hour', () => {
    const history = new LevelHistory();
    history.record('error', 100 * MINUTE);
    expect(history.lastHour(159 * MINUTE)[0]).toBe('error');
    expect(history.lastHour(160 * MINUTE)).not.toContain('error');
    history.record('ok', 160 * MINUTE);
    expect(history.lastHour(160 * MINUTE).slice(-1)).toEqual(['ok']);
  });
});
