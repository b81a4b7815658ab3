import fc from 'fast-check';
import { diffLines } from './diffLines';

const shown = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${kind} ${text}`.trim());

describe('diffLines', () => {
  it('shows what changed, with three lines around it and gaps between', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `${i}`);
    const after = lines.map(line => (line === '5' ? 'five' : line));
    expect(shown(`${lines.join('\n')}\n`, `${after.join('\n')}\n`)).toEqual([
      'gap',
      'same 2',
      'same 3',
      'same 4',
      'removed 5',
      'added five',
      'same 6',
      'same 7',
      'same 8',
      'gap',
    ]);
  });

  it('shows nothing of what is the same', () => {
    expect(shown('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  it('shows a file that comes, and one that goes', () => {
    expect(shown('', 'a\nb\n')).toEqual(['added a', 'added b']);
    expect(shown('a\n', '')).toEqual(['removed a']);
  });

  it('loses no line and makes none up', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 })
      .map(lines => lines.map(line => `${line}x\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const count = (kind: string) =>
          lines.filter(line => line.kind === kind).length;
        const length = (of: string) => of.split('\n').length - 1;
        expect(length(after) - length(before)).toBe(
          count('added') - count('removed'),
        );
        expect(
          lines
            .filter(({ kind }) => kind === 'removed')
            .every(line => before.includes(`${line.text}\n`)),
        ).toBe(true);
        expect(lines.length === 0).toBe(before === after);
      }),
    );
  });
});
