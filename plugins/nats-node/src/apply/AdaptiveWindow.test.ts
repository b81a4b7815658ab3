import fc from 'fast-check';
import { AdaptiveWindow } from './AdaptiveWindow';

/**
 * A broker that takes `serviceMs` for each request, one after the other, and
 * `wireMs` for the way there and back: the window after so many answers.
 */
function settle(
  broker: { serviceMs: number; wireMs: number },
  answers = 20_000,
): AdaptiveWindow {
  const window = new AdaptiveWindow();
  const inFlight: { sentAt: number; answeredAt: number }[] = [];
  let now = 0;
  let free = 0;
  for (let i = 0; i < answers; i++) {
    while (inFlight.length < window.size) {
      free = Math.max(free, now + broker.wireMs / 2) + broker.serviceMs;
      inFlight.push({ sentAt: now, answeredAt: free + broker.wireMs / 2 });
    }
    const { sentAt, answeredAt } = inFlight[0];
    now = answeredAt;
    window.answered(answeredAt - sentAt, inFlight.length);
    inFlight.shift();
  }
  return window;
}

describe('AdaptiveWindow', () => {
  it('grows to all there is on a broker that answers at once', () => {
    expect(settle({ serviceMs: 0.3, wireMs: 1 }).size).toBe(256);
  });

  it.each([
    ['three servers with three copies', { serviceMs: 5, wireMs: 20 }],
    ['a slow disk', { serviceMs: 20, wireMs: 1 }],
    ['servers far away', { serviceMs: 2, wireMs: 150 }],
  ])('keeps %s busy without a long queue', (_name, broker) => {
    const { size } = settle(broker);
    const roundTrip = broker.serviceMs + broker.wireMs;
    // Enough to have always something to do …
    expect(size * broker.serviceMs).toBeGreaterThanOrEqual(
      Math.min(roundTrip, 256 * broker.serviceMs),
    );
    // … and no request waits as long as the timeout of a write.
    expect(size * broker.serviceMs).toBeLessThan(Math.max(600, 5 * roundTrip));
  });

  it('is halved once for all that are refused together, and grows again by steps', () => {
    const window = settle({ serviceMs: 0.3, wireMs: 1 });
    for (let i = 0; i < 100; i++) {
      window.pushedBack();
    }
    expect(window.size).toBe(128);
    for (let i = 0; i < 128; i++) {
      window.answered(1, 128);
    }
    expect(window.size).toBe(136);
    window.pushedBack();
    expect(window.size).toBe(68);
  });

  it('does not grow while there is not enough to do', () => {
    const window = new AdaptiveWindow();
    const before = window.size;
    for (let i = 0; i < 10_000; i++) {
      window.answered(1, 3);
    }
    expect(window.size).toBe(before);
  });

  it('stays between its bounds, whatever happens', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.float({ min: 0, noNaN: true })), {
          maxLength: 2_000,
        }),
        happenings => {
          const window = new AdaptiveWindow();
          for (const tookMs of happenings) {
            if (tookMs === null) {
              window.pushedBack();
            } else {
              window.answered(tookMs, window.size);
            }
            expect(window.size).toBeGreaterThanOrEqual(2);
            expect(window.size).toBeLessThanOrEqual(256);
            expect(Number.isInteger(window.size)).toBe(true);
          }
        },
      ),
    );
  });
});
