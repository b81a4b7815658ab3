import fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import { copyDocument } from './copyDocument';
import { setIn, withoutComments } from './edit';

const TEXT = `# before all
a: &one "quoted" # beside
b:
  # before c
  c: [1, 0x1F, '2']

  d: {e: 1.50, f: *one}
list:
  - |
    block
  - - nested
# after all
`;

describe('copyDocument', () => {
  it('copies comments, quotes, anchors and styles', () => {
    const document = parseDocument(TEXT);
    expect(copyDocument(document).toString()).toBe(document.toString());
  });

  it('leaves the original as it is when the copy changes', () => {
    const document = parseDocument(TEXT);
    const before = document.toString();
    const copy = copyDocument(document);
    setIn(copy, ['b', 'c'], ['x']);
    setIn(copy, ['list'], 'other');
    withoutComments(copy);
    expect(copy.toString()).not.toContain('before c');
    expect(document.toString()).toBe(before);
  });

  it('says the same as the original, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const document = parseDocument(stringify(value));
        const copy = copyDocument(document);
        expect(copy.toString()).toBe(document.toString());
        expect(copy.toJS()).toEqual(document.toJS());
      }),
    );
  });
});
