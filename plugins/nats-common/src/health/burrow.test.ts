import { ConsumerSnapshot } from './BrokerSnapshot';
import { burrowStatus } from './burrow';
import { delivered, INTERVAL, samples } from './__testUtils__/consumer';

const status = (window: ConsumerSnapshot[]) =>
  burrowStatus({ samples: window, age: 0, interval: INTERVAL });

describe('burrowStatus', () => {
  it.each<[ReturnType<typeof status>, ConsumerSnapshot[]]>([
    ['NOTFOUND', []],
    ['OK', samples(10, i => delivered(i))],
    ['OK', samples(10, i => ({ ...delivered(i), pending: i === 5 ? 0 : 9 }))],
    ['STOP', samples(10, () => ({ pending: 9 }))],
    // The last sign of life is longer ago than the signs reach.
    [
      'STOP',
      samples(10, i => ({
        ...delivered(Math.min(i, 3)),
        pending: 9 + i,
      })),
    ],
    [
      'REWIND',
      samples(10, i => ({
        ...delivered(i < 7 ? 50 : 10),
        pending: 9,
        waiting: 1,
      })),
    ],
    [
      'OK',
      samples(10, i => ({
        ...delivered(i === 3 ? 40 : 50 + i),
        pending: i === 6 ? 5 : 9,
        waiting: 1,
      })),
    ],
    ['STALL', samples(10, () => ({ pending: 9, waiting: 1 }))],
    [
      'WARN',
      samples(10, i => ({ ...delivered(i), pending: 9 + i, waiting: 1 })),
    ],
    // One lucky dip.
    [
      'OK',
      samples(10, i => ({
        ...delivered(i),
        pending: i === 5 ? 12 : 9 + i,
        waiting: 1,
      })),
    ],
  ])('%s', (word, window) => {
    expect(status(window)).toBe(word);
  });
});
