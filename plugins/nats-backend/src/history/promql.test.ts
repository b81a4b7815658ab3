import { select } from './promql';

describe('select', () => {
  it('asks for exactly these values', () => {
    expect(select('m', { stream_name: 'JOBS', account: 'A' })).toBe(
      'm{stream_name="JOBS",account="A"}',
    );
  });

  it.each([
    ['"} or vector(1) #', String.raw`m{a="\"} or vector(1) #"}`],
    ['back\\slash', String.raw`m{a="back\\slash"}`],
    ['two\nlines\0', String.raw`m{a="two\nlines\u0000"}`],
    ['.*', 'm{a=".*"}'],
    ['Ünïcode 東', 'm{a="Ünïcode 東"}'],
  ])('keeps %j within its quotes', (value, expected) => {
    expect(select('m', { a: value })).toBe(expected);
  });
});
