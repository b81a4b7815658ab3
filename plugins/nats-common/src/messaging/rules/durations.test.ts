import {
  consumer,
  findingsOfConsumer,
  findingsOfKeyValues,
  findingsOfSpec,
  findingsOfStream,
  keyValue,
  stream,
} from '../__testUtils__/spec';

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

  it('finds those of limits, pushes, priorities and buckets', () => {
    const consumers = [
      consumer({
        deliverSubject: 'd',
        heartbeatInterval: 'x',
        pinnedTtl: 'x',
      }),
    ];
    expect(
      findingsOfSpec({
        streams: [
          stream({
            consumers,
            subjectDeleteMarkerTtl: 'x',
            consumerLimits: { inactiveThreshold: 'x' },
          }),
        ],
        keyValues: [keyValue({ ttl: 'x', limitMarkerTtl: 'x' })],
        objectStores: [{ bucket: 'o', ttl: 'x' }],
      }),
    ).toEqual([
      'error js-duration streams[0].subjectDeleteMarkerTtl',
      'error js-duration streams[0].consumerLimits.inactiveThreshold',
      'error js-duration streams[0].consumers[0].heartbeatInterval',
      'error js-duration streams[0].consumers[0].pinnedTtl',
      'error js-duration keyValues[0].ttl',
      'error js-duration keyValues[0].limitMarkerTtl',
      'error js-duration objectStores[0].ttl',
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
    expect(findingsOfKeyValues([keyValue({ ttl: '99ms' })])).toEqual([
      'error js-max-age keyValues[0].ttl',
    ]);
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
