import { StreamState } from '../BrokerSnapshot';
import { streamRatesBetween } from './rates';

const state = (changes: Partial<StreamState>): StreamState => ({
  at: 0,
  messages: 10,
  bytes: 1_000,
  firstSequence: 1,
  lastSequence: 10,
  deleted: 0,
  ...changes,
});

describe('streamRatesBetween', () => {
  it('counts what came, what went and how it grew', () => {
    expect(
      streamRatesBetween(
        state({}),
        state({ at: 10_000, messages: 15, lastSequence: 30, bytes: 1_500 }),
      ),
    ).toEqual({
      publishedPerSecond: 2,
      removedPerSecond: 1.5,
      bytesPerSecond: 50,
    });
  });

  it('shrinks with a purge', () => {
    expect(
      streamRatesBetween(
        state({}),
        state({ at: 5_000, messages: 0, firstSequence: 11, bytes: 0 }),
      ),
    ).toEqual({
      publishedPerSecond: 0,
      removedPerSecond: 2,
      bytesPerSecond: -200,
    });
  });

  it('tells nothing of a stream that was made again, nor of no time', () => {
    const fresh = state({ at: 5_000, lastSequence: 3, messages: 3 });
    expect(streamRatesBetween(state({}), fresh)).toBeUndefined();
    expect(streamRatesBetween(state({}), state({}))).toBeUndefined();
  });
});
