import { replaceMatcher, setMatcher, setThreshold } from './promql';

describe('setMatcher', () => {
  it('sets every matcher of the label, and no other', () => {
    expect(
      setMatcher(
        'a{stream_name="X",x_stream_name="X"} + b{stream_name=~"X|Y"} > 1',
        'stream_name',
        'Z',
      ),
    ).toBe('a{stream_name="Z",x_stream_name="X"} + b{stream_name=~"Z"} > 1');
  });

  it('does not take a value for a pattern', () => {
    expect(setMatcher('a{b="c"}', 'b', '$1$&')).toBe('a{b="$1$&"}');
  });
});

describe('replaceMatcher', () => {
  it('leaves what asks for something else', () => {
    expect(
      replaceMatcher(
        'up{namespace="nats"} or up{namespace="monitoring"}',
        'namespace',
        { from: 'nats', to: 'orders' },
      ),
    ).toBe('up{namespace="orders"} or up{namespace="monitoring"}');
  });
});

describe('setThreshold', () => {
  it('sets the number at the end, and no other', () => {
    expect(setThreshold('rate(a[5m]) > 3', 12)).toBe('rate(a[5m]) > 12');
    expect(setThreshold('a\n> 50\n', 7)).toBe('a\n> 7');
  });
});
