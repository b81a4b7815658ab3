import {
  delivered,
  judge,
  samples,
  settings,
  streamSettings,
} from '../../__testUtils__/consumer';

const DAY = 86_400_000;
const NOW = Date.parse('2026-02-01T00:00:00Z');

const quiet = (days: number | undefined) =>
  samples(10, i => ({
    ...delivered(3),
    at: NOW + 10_000 * i,
    lastDelivery: days === undefined ? undefined : NOW - days * DAY,
  }));

describe('idle', () => {
  it('is news after a week', () => {
    expect(judge(quiet(6), { settings: settings() })).toContain('ok ok');
    expect(judge(quiet(8), { settings: settings() })).toBe(
      'info idle: Not read for 8 days',
    );
  });

  it.each(['interest', 'workqueue'])(
    'is a warning where the stream keeps messages for it: %s',
    retention => {
      expect(
        judge(quiet(8), {
          settings: settings(),
          streamSettings: streamSettings({ retention }),
        }),
      ).toBe(
        'warning idle: Not read for 8 days; the stream keeps every message that comes for it',
      );
    },
  );

  it('counts from the creation where nothing was ever delivered', () => {
    const never = quiet(undefined).map(s => ({ ...s, ...delivered(0) }));
    expect(judge(never, { settings: settings() })).toBe(
      'info idle: Never read since it was created for 31 days',
    );
  });

  it('is not said after a restart, which makes the server forget when the last delivery was', () => {
    expect(judge(quiet(undefined), { settings: settings() })).toContain(
      'ok ok',
    );
  });

  it('is not said of consumers that go away by themselves, or have a client', () => {
    const known = { settings: settings({ durable: false }) };
    expect(judge(quiet(8), known)).toContain('ok ok');
    const asked = quiet(8).map(s => ({ ...s, waiting: 1 }));
    expect(judge(asked, { settings: settings() })).toContain('ok ok');
  });
});
