import { findingsOfConsumer } from '../__testUtils__/spec';

const at = 'streams[0].consumers[0]';

describe('js-ack-none', () => {
  it('warns of it, and hides no other finding', () => {
    expect(
      findingsOfConsumer({ ackPolicy: 'none', inactiveThreshold: '1h' }),
    ).toEqual([
      `warning js-ack-none ${at}.ackPolicy`,
      `warning js-inactive-threshold-durable ${at}.inactiveThreshold`,
    ]);
  });

  it.each(['explicit', 'all', undefined])('is quiet about %p', ackPolicy => {
    expect(findingsOfConsumer({ ackPolicy })).toEqual([]);
  });
});

describe('js-ack-wait-short', () => {
  it('warns of a wait under a second', () => {
    expect(findingsOfConsumer({ ackWait: '1ns' })).toEqual([
      `warning js-ack-wait-short ${at}.ackWait`,
    ]);
  });

  it.each(['100ms', '0s'])('warns of a first backoff step of %s', step => {
    expect(findingsOfConsumer({ backoff: [step, '10s'] })).toEqual([
      `warning js-ack-wait-short ${at}.backoff[0]`,
    ]);
  });

  it.each(['1s', '0s', undefined])('is quiet about %p', ackWait => {
    expect(findingsOfConsumer({ ackWait })).toEqual([]);
  });
});

describe('js-max-deliver-unbounded', () => {
  it.each([undefined, -1, 0])('warns of %p on a work queue', maxDeliver => {
    expect(
      findingsOfConsumer({ maxDeliver }, { retention: 'workqueue' }),
    ).toEqual([`warning js-max-deliver-unbounded ${at}.maxDeliver`]);
  });

  it('is quiet about an end, and about other retention', () => {
    expect(
      findingsOfConsumer({ maxDeliver: 1 }, { retention: 'workqueue' }),
    ).toEqual([]);
    expect(findingsOfConsumer({ maxDeliver: -1 })).toEqual([]);
  });
});

describe('js-inactive-threshold-durable', () => {
  it('warns of it, and is quiet about zero', () => {
    expect(findingsOfConsumer({ inactiveThreshold: '1h' })).toEqual([
      `warning js-inactive-threshold-durable ${at}.inactiveThreshold`,
    ]);
    expect(findingsOfConsumer({ inactiveThreshold: '0s' })).toEqual([]);
  });

  it('warns once of consumers that inherit it', () => {
    const consumerLimits = { inactiveThreshold: '1h' };
    expect(findingsOfConsumer({}, { consumerLimits })).toEqual([
      'warning js-inactive-threshold-durable streams[0].consumerLimits.inactiveThreshold',
    ]);
    expect(
      findingsOfConsumer({ inactiveThreshold: '30m' }, { consumerLimits }),
    ).toEqual([
      `warning js-inactive-threshold-durable ${at}.inactiveThreshold`,
    ]);
  });
});

describe('js-sample-freq', () => {
  it.each(['abc', '50.5', '-1', '101', '1 ', '%', '50%%'])(
    'finds %j',
    sampleFreq => {
      expect(findingsOfConsumer({ sampleFreq })).toEqual([
        `error js-sample-freq ${at}.sampleFreq`,
      ]);
    },
  );

  it.each(['', '0', '50', '100%'])('is quiet about %j', sampleFreq => {
    expect(findingsOfConsumer({ sampleFreq })).toEqual([]);
  });
});
