import { findingsOfConsumer } from '../__testUtils__/spec';

const at = 'streams[0].consumers[0]';

/** On a stream for which workers are no reason to be a work queue. */
const findingsOf = (
  changes: Record<string, unknown>,
  ofStream: Record<string, unknown> = {},
) => findingsOfConsumer(changes, { retention: 'interest', ...ofStream });

describe('workers', () => {
  it('are quiet with the usual settings', () => {
    expect(
      findingsOf({
        maxAckPending: 1000,
        worker: {
          enabled: true,
          image: 'w:1',
          minReplicaCount: 0,
          maxReplicaCount: 5,
          lagThreshold: 10,
          activationLagThreshold: 0,
        },
      }),
    ).toEqual([]);
  });

  it('are not asked about while they are switched off', () => {
    expect(
      findingsOf({
        worker: { enabled: false, minReplicaCount: 5, maxReplicaCount: 1 },
      }),
    ).toEqual([]);
  });

  it('keep their other settings where one could not be read', () => {
    expect(
      findingsOf({
        worker: {
          imag: 'w',
          image: '',
          minReplicaCount: 5,
          maxReplicaCount: 1,
        },
      }),
    ).toEqual([
      `error js-shape ${at}.worker.image`,
      `error js-unknown-field ${at}.worker.imag`,
      `error keda-bounds ${at}.worker.minReplicaCount`,
    ]);
  });
});

describe('keda-bounds', () => {
  it('finds a minimum above the maximum', () => {
    expect(
      findingsOf({
        worker: { minReplicaCount: 2, maxReplicaCount: 1 },
      }),
    ).toEqual([`error keda-bounds ${at}.worker.minReplicaCount`]);
  });
});

describe('keda-ack-none', () => {
  it('finds messages in work that KEDA would not see', () => {
    expect(findingsOf({ ackPolicy: 'none', worker: {} })).toEqual([
      `warning js-ack-none ${at}.ackPolicy`,
      `error keda-ack-none ${at}.ackPolicy`,
    ]);
  });
});

describe('keda-inactive-threshold', () => {
  it('finds a consumer that is deleted while its workers are at zero', () => {
    expect(findingsOf({ inactiveThreshold: '5m', worker: {} })).toEqual([
      `warning js-inactive-threshold-durable ${at}.inactiveThreshold`,
      `error keda-inactive-threshold ${at}.inactiveThreshold`,
    ]);
  });

  it('is quiet about workers that never go to zero', () => {
    expect(
      findingsOf({
        inactiveThreshold: '5m',
        worker: { minReplicaCount: 1 },
      }),
    ).toEqual([
      `warning js-inactive-threshold-durable ${at}.inactiveThreshold`,
    ]);
  });
});

describe('keda-inactive-threshold of the stream', () => {
  const consumerLimits = { inactiveThreshold: '5m' };

  it('finds a consumer that inherits it', () => {
    expect(findingsOf({ worker: {} }, { consumerLimits })).toEqual([
      'warning js-inactive-threshold-durable streams[0].consumerLimits.inactiveThreshold',
      `error keda-inactive-threshold ${at}.inactiveThreshold`,
    ]);
  });

  it('is quiet where nothing is inherited', () => {
    expect(
      findingsOf(
        { worker: {} },
        { consumerLimits: { inactiveThreshold: '0s', maxAckPending: 5000 } },
      ),
    ).toEqual([]);
  });
});

describe('keda-push-no-group', () => {
  it('finds workers that would all get every message', () => {
    expect(findingsOf({ deliverSubject: 'd', worker: {} })).toEqual([
      `error keda-push-no-group ${at}.deliverSubject`,
    ]);
  });

  it('is quiet about a group, and about no workers', () => {
    expect(
      findingsOf({ deliverSubject: 'd', deliverGroup: 'c', worker: {} }),
    ).toEqual([]);
    expect(findingsOf({ deliverSubject: 'd' })).toEqual([]);
  });
});

describe('keda-activation', () => {
  it('warns of messages that may wait for ever', () => {
    expect(findingsOf({ worker: { activationLagThreshold: 5 } })).toEqual([
      `warning keda-activation ${at}.worker.activationLagThreshold`,
    ]);
  });

  it('is quiet about workers that never go to zero', () => {
    expect(
      findingsOf({
        worker: { activationLagThreshold: 5, minReplicaCount: 1 },
      }),
    ).toEqual([]);
  });
});

describe('keda-max-ack-pending', () => {
  it('warns of replicas that would starve', () => {
    expect(
      findingsOf({ maxAckPending: 4, worker: { maxReplicaCount: 5 } }),
    ).toEqual([`warning keda-max-ack-pending ${at}.maxAckPending`]);
  });

  it.each([5, -1, 0])('is quiet about %d', maxAckPending => {
    expect(
      findingsOf({ maxAckPending, worker: { maxReplicaCount: 5 } }),
    ).toEqual([]);
  });
});
