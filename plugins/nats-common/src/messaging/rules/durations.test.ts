import { findingsOfConsumer, findingsOfStream } from '../__testUtils__/spec';

describe('js-duration', () => {
  it('finds every duration that nobody can read', () => {
    expect(
      findingsOfStream({ maxAge: '7 days', duplicateWindow: '-1s' }),
    ).toEqual([
      'error js-duration streams[0].maxAge',
      'error js-duration streams[0].duplicateWindow',
    ]);
    const at = 'streams[0].consumers[0]';
    expect(
      findingsOfConsumer({
        ackWait: '30',
        maxRequestExpires: '',
        inactiveThreshold: 'soon',
        backoff: ['1s', '2', '3s', 'x'],
      }),
    ).toEqual([
      `error js-duration ${at}.ackWait`,
      `error js-duration ${at}.maxRequestExpires`,
      `error js-duration ${at}.inactiveThreshold`,
      `error js-duration ${at}.backoff[1]`,
      `error js-duration ${at}.backoff[3]`,
    ]);
  });

  it('keeps the index of the input where an element is no text', () => {
    expect(findingsOfConsumer({ backoff: [1, '2'] })).toEqual([
      'error js-shape streams[0].consumers[0].backoff[0]',
      'error js-duration streams[0].consumers[0].backoff[1]',
    ]);
  });
});

describe('js-max-age', () => {
  it('finds less than the server takes', () => {
    expect(findingsOfStream({ maxAge: '99ms' })).toEqual([
      'error js-max-age streams[0].maxAge',
    ]);
    expect(findingsOfStream({ maxAge: '100ms' })).toEqual([]);
  });
});

describe('js-duplicate-window', () => {
  it.each(['99ms', '25h'])('finds %s with maxAge 24h', duplicateWindow => {
    expect(findingsOfStream({ duplicateWindow })).toEqual([
      'error js-duplicate-window streams[0].duplicateWindow',
    ]);
  });

  it.each(['0s', '24h', '100ms'])('is quiet about %s', duplicateWindow => {
    expect(findingsOfStream({ duplicateWindow })).toEqual([]);
  });
});

describe('js-pull', () => {
  it('finds an expiry that the server would refuse', () => {
    expect(findingsOfConsumer({ maxRequestExpires: '1us' })).toEqual([
      'error js-pull streams[0].consumers[0].maxRequestExpires',
    ]);
  });

  it.each(['0s', '1ms'])('is quiet about %s', maxRequestExpires => {
    expect(findingsOfConsumer({ maxRequestExpires })).toEqual([]);
  });
});
