import { formatPath } from './formatPath';

describe('formatPath', () => {
  it.each([
    [[], ''],
    [['streams'], 'streams'],
    [
      ['streams', 0, 'consumers', 1, 'backoff', 2],
      'streams[0].consumers[1].backoff[2]',
    ],
    [['storage-class'], 'storage-class'],
    [
      ['metadata', 'annotations', 'nats.io/broker'],
      'metadata.annotations["nats.io/broker"]',
    ],
    [['', 'a'], '[""].a'],
    [['a\nb'], '["a\\nb"]'],
  ])('writes %j as %s', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});
