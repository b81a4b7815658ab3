import { Silence } from './Silence';

const SECOND = 1_000;

describe('the silence of a server', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 100 * SECOND });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  /** What was asked so many seconds ago is not answered. */
  const isTooLong = (silence: Silence, secondsAgo: number) =>
    silence.isTooLong(Date.now() - secondsAgo * SECOND);

  it('is too long after three seconds, from when the first was asked', () => {
    const silence = new Silence();
    expect(isTooLong(silence, 2)).toBe(false);
    jest.advanceTimersByTime(SECOND);
    expect(isTooLong(silence, 0)).toBe(true);
  });

  it('is none where something asked later was answered', () => {
    const silence = new Silence();
    jest.advanceTimersByTime(5 * SECOND);
    silence.end();
    expect(isTooLong(silence, 5)).toBe(false);
    jest.advanceTimersByTime(3 * SECOND);
    expect(isTooLong(silence, 8)).toBe(true);
  });

  it('counts anew once it was too long, so that another server gets as long', () => {
    const silence = new Silence();
    expect(isTooLong(silence, 5)).toBe(true);
    expect(isTooLong(silence, 5)).toBe(false);
    jest.advanceTimersByTime(3 * SECOND);
    expect(isTooLong(silence, 5)).toBe(true);
  });
});
