import fc from 'fast-check';
import { formatPath, nestPath, parsePath } from './formatPath';

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

describe('parsePath', () => {
  it('reads whatever is written', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a', 'a.b', '7', '"', '\\', ']', '["a"]'),
      fc.nat(),
    );
    fc.assert(
      fc.property(fc.array(part), path => {
        expect(parsePath(formatPath(path))).toEqual(path);
      }),
    );
  });
});

describe('nestPath', () => {
  it.each([
    ['messaging', '', 'messaging'],
    ['messaging', 'streams[0]', 'messaging.streams[0]'],
    ['messaging', '[0].name', 'messaging[0].name'],
  ])('puts below %s what is at %j', (outer, path, nested) => {
    expect(nestPath(outer, path)).toBe(nested);
  });
});
