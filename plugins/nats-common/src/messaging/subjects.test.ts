import fc from 'fast-check';
import {
  explainInvalidSubject,
  hasWildcard,
  subjectCoveredByAny,
  subjectCovers,
  subjectsOverlap,
  tokensWithPlainWildcard,
} from './subjects';

/** All concrete subjects over three tokens, up to four tokens long; `z` stands for what no pattern names. */
const concrete = ['a', 'b', 'z'].flatMap(longer);

function longer(subject: string): string[] {
  return subject.split('.').length === 4
    ? [subject]
    : [subject, ...['a', 'b', 'z'].flatMap(t => longer(`${subject}.${t}`))];
}

/** The definition, without cleverness. */
function matches(pattern: string, subject: string): boolean {
  const tokens = subject.split('.');
  const wanted = pattern.split('.');
  return wanted[wanted.length - 1] === '>'
    ? tokens.length >= wanted.length &&
        wanted.slice(0, -1).every((t, i) => t === '*' || t === tokens[i])
    : tokens.length === wanted.length &&
        wanted.every((t, i) => t === '*' || t === tokens[i]);
}

const token = fc.constantFrom('a', 'b', '*');
const pattern = fc
  .tuple(fc.array(token, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([tokens, tail]) =>
    (tail ? [...tokens.slice(0, 2), '>'] : tokens).join('.'),
  );

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

describe('subjectCoveredByAny', () => {
  it('sees that several cover together what none covers alone', () => {
    expect(subjectCoveredByAny(['a.*', 'a.*.>'], 'a.>')).toBe(true);
    expect(subjectCoveredByAny(['a.*', 'a.*.*.>'], 'a.>')).toBe(false);
    expect(subjectCoveredByAny([], 'a')).toBe(false);
  });

  it('agrees with trying every subject', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { maxLength: 4 }),
        pattern,
        (outers, inner) => {
          expect(subjectCoveredByAny(outers, inner)).toBe(
            concrete
              .filter(s => matches(inner, s))
              .every(s => outers.some(outer => matches(outer, s))),
          );
        },
      ),
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
