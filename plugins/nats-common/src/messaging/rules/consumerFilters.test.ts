import { findingsOfConsumer } from '../__testUtils__/spec';

const at = 'streams[0].consumers[0]';

describe('js-filter-both', () => {
  it('finds both kinds of filter', () => {
    expect(
      findingsOfConsumer({ filterSubject: 's.a', filterSubjects: ['s.a'] }),
    ).toEqual([`error js-filter-both ${at}.filterSubject`]);
  });

  it('is quiet about an empty list, which the server takes for none', () => {
    expect(
      findingsOfConsumer({ filterSubject: 's.a', filterSubjects: [] }),
    ).toEqual([]);
  });
});

describe('js-filter-overlap', () => {
  it.each([[['s.a', 's.a']], [['s.*', 's.a']], [['s.a.b', 's.a.>']]])(
    'finds duplicates and subsets: %j',
    filterSubjects => {
      expect(findingsOfConsumer({ filterSubjects })).toEqual([
        `error js-filter-overlap ${at}.filterSubjects[1]`,
      ]);
    },
  );

  it('warns of filters that share messages, which only old servers refuse', () => {
    expect(findingsOfConsumer({ filterSubjects: ['s.x.>', 's.*.y'] })).toEqual([
      `warning js-filter-overlap ${at}.filterSubjects[1]`,
    ]);
  });

  it('is quiet about filters that share nothing', () => {
    expect(findingsOfConsumer({ filterSubjects: ['s.a', 's.b'] })).toEqual([]);
  });

  const crossing = { filterSubjects: ['s.x.>', 's.*.y'] };

  it('depends on the version where filters only cross', () => {
    const of = (serverVersion: string) =>
      findingsOfConsumer(crossing, {}, { serverVersion });
    expect(of('2.10.27')).toEqual([
      `error js-filter-overlap ${at}.filterSubjects[1]`,
    ]);
    expect(of('2.12.4')).toEqual([
      `warning js-filter-overlap ${at}.filterSubjects[1]`,
    ]);
    expect(of('2.14.5')).toEqual([]);
  });

  it('finds the one that is refused behind one that is not', () => {
    expect(
      findingsOfConsumer({ filterSubjects: ['s.*.y', 's.x.>', 's.x.z'] }),
    ).toEqual([
      'warning js-filter-overlap streams[0].consumers[0].filterSubjects[1]',
      'error js-filter-overlap streams[0].consumers[0].filterSubjects[2]',
    ]);
  });
});

describe('js-filter-outside', () => {
  it('finds filters that can never match', () => {
    expect(findingsOfConsumer({ filterSubject: 'x.a' })).toEqual([
      `error js-filter-outside ${at}.filterSubject`,
    ]);
    expect(findingsOfConsumer({ filterSubjects: ['s.a', 'x.a'] })).toEqual([
      `error js-filter-outside ${at}.filterSubjects[1]`,
    ]);
  });

  it('is quiet where the stream takes in subjects of others', () => {
    expect(
      findingsOfConsumer(
        { filterSubject: 'x.a' },
        { sources: [{ name: 'O' }] },
        { existingStreams: ['O'] },
      ),
    ).toEqual([]);
  });

  it('is quiet about a filter wider than the stream, which works', () => {
    expect(findingsOfConsumer({ filterSubject: '>' })).toEqual([]);
  });

  it('says nothing where the subjects could not be read, in whole or in part', () => {
    expect(
      findingsOfConsumer({ filterSubject: 'x.a' }, { subjects: 'x.>' }),
    ).toEqual(['error js-shape streams[0].subjects']);
    expect(
      findingsOfConsumer({ filterSubject: 'x.a' }, { subjects: ['s', 7] }),
    ).toEqual(['error js-shape streams[0].subjects[1]']);
  });
});
