import { ConsumerSnapshot, StreamState } from '../BrokerSnapshot';
import { ratesBetween } from './rates';

const stream = (lastSequence: number): StreamState => ({
  at: 0,
  messages: 0,
  bytes: 0,
  firstSequence: 1,
  lastSequence,
  deleted: 0,
});

const sample = (changes: Partial<ConsumerSnapshot>): ConsumerSnapshot => ({
  account: 'APP',
  stream: 'JOBS',
  name: 'echo',
  created: '2026-01-01T00:00:00Z',
  at: 0,
  leader: '',
  deliveredConsumerSequence: 0,
  deliveredStreamSequence: 0,
  ackFloorStreamSequence: 0,
  pending: 0,
  ackPending: 0,
  redelivered: 0,
  waiting: 0,
  pushBound: false,
  paused: false,
  ...changes,
});

describe('ratesBetween', () => {
  it('counts what was delivered and what is not in flight any more', () => {
    const before = sample({ ackPending: 5 });
    const after = sample({
      at: 10_000,
      deliveredConsumerSequence: 100,
      ackPending: 25,
    });
    expect(ratesBetween(before, after, false)).toEqual({
      deliveredPerSecond: 10,
      finishedPerSecond: 8,
    });
  });

  it('does not take a message that came again for one that was finished', () => {
    // One message, delivered 20 times, is in flight still; 10 others came.
    const before = sample({ ackPending: 1, streamState: stream(1) });
    const after = sample({
      at: 10_000,
      deliveredConsumerSequence: 20,
      ackPending: 1,
      pending: 10,
      streamState: stream(11),
    });
    expect(ratesBetween(before, after, true)).toEqual({
      deliveredPerSecond: 2,
      finishedPerSecond: 0,
    });
  });

  it('does not take what was purged for finished', () => {
    const before = sample({ pending: 1_000, streamState: stream(1_000) });
    const after = sample({ at: 10_000, streamState: stream(1_000) });
    expect(ratesBetween(before, after, true)?.finishedPerSecond).toBe(0);
  });

  it.each([
    ['a clock that stood', {}],
    ['a consumer that went back', { at: 1_000, deliveredConsumerSequence: -1 }],
    ['another consumer of the name', { at: 1_000, created: 'later' }],
  ])('says nothing over %s', (_, changes) => {
    expect(ratesBetween(sample({}), sample(changes), true)).toBeUndefined();
  });
});
