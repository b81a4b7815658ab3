import { findingsOfConsumer } from '../__testUtils__/spec';

const at = 'streams[0].consumers[0]';

describe('js-backoff-length', () => {
  it('finds more steps than deliveries', () => {
    expect(
      findingsOfConsumer({ backoff: ['1s', '2s', '3s'], maxDeliver: 2 }),
    ).toEqual([`error js-backoff-length ${at}.backoff`]);
  });

  it.each([3, 0, -1, -7, undefined])(
    'is quiet about maxDeliver %p',
    maxDeliver => {
      expect(
        findingsOfConsumer({ backoff: ['1s', '2s', '3s'], maxDeliver }),
      ).toEqual([]);
    },
  );
});

describe('js-backoff-ack-wait', () => {
  it('finds a wait that the server would replace', () => {
    expect(findingsOfConsumer({ backoff: ['1s'], ackWait: '30s' })).toEqual([
      `error js-backoff-ack-wait ${at}.ackWait`,
    ]);
  });

  it.each(['60s', '1m', '0s', undefined])(
    'is quiet about ackWait %p before 1m',
    ackWait => {
      expect(findingsOfConsumer({ backoff: ['1m'], ackWait })).toEqual([]);
    },
  );

  it('says nothing where the first step could not be read', () => {
    expect(findingsOfConsumer({ backoff: [1, '2s'], ackWait: '30s' })).toEqual([
      `error js-shape ${at}.backoff[0]`,
    ]);
  });
});

describe('js-backoff-order', () => {
  it('warns of steps that get shorter', () => {
    expect(findingsOfConsumer({ backoff: ['2s', '1s'] })).toEqual([
      `warning js-backoff-order ${at}.backoff`,
    ]);
  });

  it('warns of steps that nothing is delivered after', () => {
    expect(
      findingsOfConsumer({ backoff: ['1s', '2s'], ackPolicy: 'none' }),
    ).toEqual([
      `warning js-backoff-order ${at}.backoff`,
      `warning js-ack-none ${at}.ackPolicy`,
    ]);
  });

  it('is quiet about steps that stay the same', () => {
    expect(findingsOfConsumer({ backoff: ['1s', '1s'] })).toEqual([]);
  });
});
