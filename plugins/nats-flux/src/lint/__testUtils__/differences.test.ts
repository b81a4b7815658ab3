import { differences } from './differences';

const files = (contents: Record<string, string>) =>
  new Map(
    Object.entries(contents).map(([path, content]) => [path, { content }]),
  );

describe('differences', () => {
  it.each<[string, string, string, string[]]>([
    ['a value', 'a: { b: 1 }', 'a: { b: 2 }', ['f:[0].a.b']],
    ['two values', 'a: 1\nb: 1', 'a: 2\nb: 2', ['f:[0].a', 'f:[0].b']],
    ['a key that one has alone', 'a: 1', 'a: 1\nb: 1', ['f:[0].b']],
    ['a key that is called otherwise', 'a: 1', 'b: 1', ['f:[0].a']],
    ['a key and its value', 'a: 1', 'b: 2', ['f:[0].a', 'f:[0].b']],
    ['a list of another length', 'a: [1]', 'a: [1, 2]', ['f:[0].a']],
    ['an item', 'a: [1, 2]', 'a: [1, 3]', ['f:[0].a[1]']],
    ['what is no YAML', 'a: 1', 'a: [', ['f']],
    ['nothing', 'a: 1', 'a: 1', []],
  ])('finds %s', (_what, a, b, places) => {
    expect(differences(files({ f: a }), files({ f: b }))).toEqual(places);
  });

  it('counts a file that one has alone, and a moved one once', () => {
    expect(differences(files({ f: 'a' }), files({ f: 'a', g: 'b' }))).toEqual([
      'g',
    ]);
    expect(differences(files({ f: 'a' }), files({ g: 'a' }))).toEqual(['f']);
    expect(differences(files({ f: 'a' }), files({ g: 'b' }))).toEqual([
      'f',
      'g',
    ]);
  });
});
