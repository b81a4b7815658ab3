import {
  sample,
  samples,
  verdictOn,
  judge,
} from '../../__testUtils__/consumer';

describe('paused', () => {
  it('says what waits, also with few samples', () => {
    expect(judge([sample({ paused: true, pending: 1204 })])).toBe(
      'info paused: Paused with 1,204 waiting',
    );
    expect(judge([sample({ paused: true })])).toBe(
      'info paused: Paused with nothing waiting',
    );
  });

  it('says until when, since when, and how to go on', () => {
    const window = samples(10, i => ({
      paused: i > 3,
      pausedUntil: 90_000 + 7_200_000,
      stream: 'JOBS; rm -rf',
    }));
    expect(verdictOn(window)).toMatchObject({
      reason: 'Paused for another 2 hr with nothing waiting',
      since: 40_000,
      advice: { command: "nats consumer resume 'JOBS; rm -rf' workers" },
    });
  });
});
