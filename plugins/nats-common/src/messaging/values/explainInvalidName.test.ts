import { explainInvalidName } from './explainInvalidName';

describe('explainInvalidName', () => {
  it.each(['S', 'echo-workers', 'a_b', 'a$b', 'ü', '日本', 'x'.repeat(255)])(
    'takes %s',
    name => {
      expect(explainInvalidName(name)).toBeUndefined();
    },
  );

  it.each([
    ['', 'is empty'],
    ['a b', '10052'],
    ['a.b', '10052'],
    ['a*', '10052'],
    ['a>', '10052'],
    ['a/b', '10052'],
    ['a\\b', '10052'],
    ['a\nb', '10052'],
    ['a\u0001b', 'nobody can see'],
    ['a\u00a0b', 'nobody can see'],
    ['a\u200db', 'nobody can see'],
    ['x'.repeat(256), 'is 256 bytes long'],
    ['ü'.repeat(128), 'is 256 bytes long'],
    ['😀'.repeat(64), 'is 256 bytes long'],
  ])('says what is wrong with %j', (name, problem) => {
    expect(explainInvalidName(name)).toContain(problem);
  });
});
