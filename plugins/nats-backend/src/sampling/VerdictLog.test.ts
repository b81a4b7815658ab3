import { Verdict, VerdictLevel } from '@nats-portal/plugin-nats-common';
import { VerdictLog } from './VerdictLog';

const NOW = Date.UTC(2026, 0, 1);

const verdict = (level: VerdictLevel, rule: string): Verdict => ({
  level,
  rule,
  reason: `It is ${rule}`,
});

describe('VerdictLog', () => {
  it('notes what is said anew, not what is said again', () => {
    const log = new VerdictLog();
    const ok = verdict('ok', 'ok');
    const lagging = verdict('warning', 'lagging');
    expect(log.note(ok, undefined, NOW)).toBe(false);
    expect(log.note(lagging, ok, NOW + 1)).toBe(true);
    expect(log.note(lagging, lagging, NOW + 2)).toBe(false);
    expect(log.list(NOW + 3)).toEqual([
      {
        at: NOW + 1,
        level: 'warning',
        rule: 'lagging',
        reason: 'It is lagging',
      },
    ]);
  });

  it('finds nothing to list in a consumer that is known well enough at last', () => {
    const log = new VerdictLog();
    const unknown = verdict('unknown', 'too-little-data');
    expect(log.note(verdict('ok', 'ok'), unknown, NOW)).toBe(true);
    expect(log.list(NOW)).toEqual([]);
    log.note(verdict('error', 'stop'), unknown, NOW);
    expect(log.list(NOW)).toHaveLength(1);
  });

  it('forgets after an hour, and the oldest of very many', () => {
    const log = new VerdictLog();
    for (let i = 0; i < 100; i++) {
      log.note(verdict('error', `r${i}`), verdict('ok', 'ok'), NOW + i);
    }
    expect(log.list(NOW)).toHaveLength(60);
    expect(log.list(NOW)[59]).toMatchObject({ rule: 'r99' });
    expect(log.list(NOW + 3_700_000)).toEqual([]);
  });
});
