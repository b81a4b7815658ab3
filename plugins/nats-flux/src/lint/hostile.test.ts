import { lintRepository } from './lintRepository';

describe('a file that was written to hurt', () => {
  it.each([
    ['keys of keys', '? '.repeat(20_000)],
    ['lists of lists', '['.repeat(100_000)],
    ['maps of maps', '{a: '.repeat(50_000)],
  ])('%s: is one finding, soon', (_what, content) => {
    const findings = lintRepository(new Map([['a.yaml', { content }]]));
    expect(findings).toContainEqual(
      expect.objectContaining({
        id: 'flux-yaml',
        file: 'a.yaml',
        message: expect.stringContaining('Nested more than 200 levels deep'),
      }),
    );
    expect(findings.length).toBeLessThan(5);
  });
});
