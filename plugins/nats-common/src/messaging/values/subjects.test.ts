import fc from 'fast-check';
import {
  explainInvalidSubject,
  hasWildcard,
  subjectCovers,
  subjectsOverlap,
  tokensWithPlainWildcard,
} from './subjects';
import { concrete, matches, pattern } from './__testUtils__/subjects';

describe('subjectsOverlap', () => {
  it.each([
    ['jobs.>', 'jobs.echo', true],
    ['jobs.>', 'jobs', false],
    ['jobs.*', 'jobs.a.b', false],
    ['a.*.c', 'a.b.*', true],
    ['a.x.>', 'a.*.y', true],
    ['>', 'anything', true],
    ['*', 'a.b', false],
    ['a', 'A', false],
  ])('%s and %s: %p', (left, right, overlap) => {
    expect(subjectsOverlap(left, right)).toBe(overlap);
  });

  it('is the same both ways', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        expect(subjectsOverlap(a, b)).toBe(subjectsOverlap(b, a));
      }),
    );
  });

  it('agrees with trying every subject', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        expect(subjectsOverlap(a, b)).toBe(
          concrete.some(s => matches(a, s) && matches(b, s)),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('subjectCovers', () => {
  it.each([
    ['jobs.>', 'jobs.echo', true],
    ['jobs.>', 'jobs.>', true],
    ['jobs.*', 'jobs.>', false],
    ['jobs.echo', 'jobs.*', false],
    ['>', '*', true],
    ['*.*', 'a.*', true],
    ['*', '>', false],
    ['$JS.EVENT.>', '$JS.EVENT', false],
  ])('%s over %s: %p', (outer, inner, covers) => {
    expect(subjectCovers(outer, inner)).toBe(covers);
  });

  it('implies overlap', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        fc.pre(subjectCovers(a, b));
        expect(subjectsOverlap(a, b)).toBe(true);
      }),
    );
  });

  it('agrees with trying every subject', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        expect(subjectCovers(a, b)).toBe(
          concrete.filter(s => matches(b, s)).every(s => matches(a, s)),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('explainInvalidSubject', () => {
  it.each(['a', 'a.b.c', '*', '>', 'a.*.>', '$KV.b.>', 'ü.ñ', 'a.*b'])(
    'takes %s',
    subject => {
      expect(explainInvalidSubject(subject)).toBeUndefined();
    },
  );

  it.each([
    ['', 'is empty'],
    ['a b', 'white space'],
    ['a\tb', 'white space'],
    ['a\u0000', 'nobody can see'],
    ['a\u00a0b', 'nobody can see'],
    ['a\u200bb', 'nobody can see'],
    ['\ud800', 'nobody can see'],
    ['a..b', 'empty token'],
    ['.a', 'empty token'],
    ['a.', 'empty token'],
    ['>.a', 'before its last token'],
    [`${'a.'.repeat(2000)}a`, 'is 4,001 characters long'],
  ])('says what is wrong with %j', (subject, problem) => {
    expect(explainInvalidSubject(subject)).toContain(problem);
  });
});

describe('wildcards', () => {
  it('stand alone between dots', () => {
    expect(hasWildcard('a.*.b')).toBe(true);
    expect(hasWildcard('a.>')).toBe(true);
    expect(hasWildcard('a.*b.c>')).toBe(false);
    expect(tokensWithPlainWildcard('a.*b.c>.*.>')).toEqual(['*b', 'c>']);
  });
});
