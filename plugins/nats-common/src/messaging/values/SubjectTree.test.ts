import fc from 'fast-check';
import { concrete, matches, pattern } from './__testUtils__/subjects';
import { subjectsOverlap } from './subjects';
import { SubjectTree } from './SubjectTree';

const subject = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', '*', ''), { maxLength: 4 }),
    fc.constantFrom('a', 'c', '*', '>'),
  )
  .map(([tokens, last]) => [...tokens, last].join('.'));

function treeOf(subjects: readonly string[]): SubjectTree<number> {
  const tree = new SubjectTree<number>();
  subjects.forEach((text, i) => tree.add(text, i));
  return tree;
}

describe('SubjectTree', () => {
  it('finds what comparing with each subject would find, in the same order', () => {
    fc.assert(
      fc.property(fc.array(subject), subject, (added, asked) => {
        const expected = added.flatMap((other, i) =>
          subjectsOverlap(other, asked) ? [i] : [],
        );
        const tree = treeOf(added);
        expect(tree.overlaps(asked)).toEqual(expected);
        expect(tree.firstOverlap(asked)).toBe(expected[0]);
      }),
      { numRuns: 1000 },
    );
  });

  it('is empty at first', () => {
    expect(treeOf([]).overlaps('>')).toEqual([]);
    expect(treeOf([]).firstOverlap('a')).toBeUndefined();
  });

  it('takes subjects of any length', () => {
    const long = Array(100_000).fill('a').join('.');
    expect(treeOf([long, `${long}.>`]).overlaps(`${long}.b`)).toEqual([1]);
  });

  it('asks each of 10,000 streams in the time that a form has', () => {
    const subjects = Array.from({ length: 10_000 }, (_, i) => `s${i}.>`);
    const tree = treeOf(subjects);
    const started = performance.now();
    expect(subjects.every((s, i) => tree.firstOverlap(s) === i)).toBe(true);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('covers', () => {
  it('sees that several cover together what none covers alone', () => {
    expect(treeOf(['a.*', 'a.*.>']).covers('a.>')).toBe(true);
    expect(treeOf(['a.*', 'a.*.*.>']).covers('a.>')).toBe(false);
    expect(treeOf([]).covers('a')).toBe(false);
  });

  it('agrees with trying every subject', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { maxLength: 8 }),
        pattern,
        (outers, inner) => {
          expect(treeOf(outers).covers(inner)).toBe(
            concrete
              .filter(s => matches(inner, s))
              .every(s => outers.some(outer => matches(outer, s))),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
