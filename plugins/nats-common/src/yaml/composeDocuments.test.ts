import fc from 'fast-check';
import { LineCounter, parseAllDocuments, stringify } from 'yaml';
import { composeDocuments } from './composeDocuments';

const errorsOf = (text: string) =>
  [...composeDocuments(text)].flatMap(({ errors }) =>
    errors.map(({ message, pos }) => `${pos[0]}: ${message}`),
  );

describe('composeDocuments', () => {
  it.each([
    ['lists', '[', ']'],
    ['maps', '{a: ', '}'],
    ['block lists', '- ', ''],
    ['block keys', '? ', ''],
  ])(
    'refuses %s in thousands of levels, and reads two hundred',
    (_, open, close) => {
      const nested = (depth: number) =>
        `a: 1\n---\n${open.repeat(depth)}1${close.repeat(depth)}\n---\nb: 2\n`;
      expect(errorsOf(nested(199))).toEqual([]);
      expect(errorsOf(nested(201))).toEqual([
        '5: Nested more than 200 levels deep',
      ]);
      for (const depth of [2_000, 20_000]) {
        expect(errorsOf(nested(depth))).toEqual([
          expect.stringMatching(/^[05]: Nested more than 200 levels deep$/),
        ]);
        const [first] = [...composeDocuments(nested(depth))];
        expect(first.toJS()).toEqual({ a: 1 });
      }
    },
  );

  it('reads everything else as the library does', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.jsonValue().map(value => stringify(value)),
      fc
        .array(fc.jsonValue())
        .map(values => values.map(one => stringify(one)).join('---\n')),
      fc.stringMatching(/^[ab:\-?[\]{},&*!|>#'"% \n]{0,40}$/),
    );
    fc.assert(
      fc.property(texts, text => {
        const counters = [new LineCounter(), new LineCounter()];
        const ours = [...composeDocuments(text, { lineCounter: counters[0] })];
        const parsed = parseAllDocuments(text, {
          lineCounter: counters[1],
          prettyErrors: false,
        });
        const theirs = 'empty' in parsed ? [] : parsed;
        const shown = (documents: typeof ours) =>
          documents.map(({ errors, range }) => [
            range,
            errors.map(({ message, pos }) => [message, pos]),
          ]);
        expect(shown(ours)).toEqual(shown(theirs));
        expect(counters[0].lineStarts).toEqual(counters[1].lineStarts);
      }),
    );
  });
});
