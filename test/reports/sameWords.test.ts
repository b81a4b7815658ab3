import { linesNotIn, sameWords } from './sameWords';

const before = `
export function judge(window: Window): Verdict;
action: 'create' | 'update';
readonly 'list.more': 'Show more';
`;

describe('sameWords', () => {
  it('does not mind in which order members stand', () => {
    expect(
      sameWords(
        before,
        `
export function judge(
  window: Window
): Verdict;
readonly 'list.more': 'Show more';
action: 'update' | 'create';
`,
      ),
    ).toBe(true);
  });

  it.each([
    ['an export that is gone', before.replace(/export.*\n/, '')],
    ['another name', before.replace('judge', 'judges')],
    ['what became optional', before.replace('window:', 'window?:')],
    ['a further member', before.replace("'create'", "'create' | 'refuse'")],
    ['a line twice', `${before}readonly 'list.more': 'Show more';`],
  ])('notices %s', (_what, after) => {
    expect(sameWords(before, after)).toBe(false);
  });
});

describe('linesNotIn', () => {
  it('tells what is new, however far in it stands', () => {
    expect(linesNotIn('a\n  b\nb\nc', 'b\n  a')).toEqual(['b', 'c']);
  });
});
