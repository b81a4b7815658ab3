import { Document, parseDocument } from 'yaml';
import {
  deleteIn,
  mapTexts,
  setIn,
  uncommentIn,
  withoutComments,
} from './edit';

const text = `# top
a: 1 # one
# before b
b:
  # before c
  c: old # old stays
  d:
    - x # first
    - y
# before e
e: {f: "quoted"}
`;

function edited(edit: (document: Document) => void): string {
  const document = parseDocument(text);
  edit(document);
  return document.toString({ lineWidth: 0 });
}

describe('setIn', () => {
  it('changes one value and no comment', () => {
    expect(edited(document => setIn(document, ['b', 'c'], 'new'))).toBe(
      text
        .replace('c: old', 'c: new')
        .replace('{f: "quoted"}', '{ f: "quoted" }'),
    );
  });

  it('does not touch what is equal already, its quotes included', () => {
    expect(edited(document => setIn(document, ['e', 'f'], 'quoted'))).toContain(
      'f: "quoted"',
    );
    expect(
      edited(document => setIn(document, ['b', 'd'], ['x', 'y'])),
    ).toContain('- x # first');
  });

  it('makes the maps on the way', () => {
    expect(
      edited(document => setIn(document, ['g', 'h', 'i'], true)),
    ).toContain('g:\n  h:\n    i: true\n');
  });

  it('puts a new key before those that come later', () => {
    expect(
      edited(document => setIn(document, ['b', 'cc'], 1, ['c', 'cc', 'd'])),
    ).toMatch(/c: old.*\n {2}cc: 1\n {2}d:/);
  });

  it('refuses to go through what is no map', () => {
    expect(() => edited(document => setIn(document, ['a', 'x'], 1))).toThrow(
      'something else than a map of keys at a',
    );
  });
});

describe('deleteIn', () => {
  it('takes a key with the comment before it', () => {
    expect(edited(document => deleteIn(document, ['e']))).not.toContain(
      'before e',
    );
  });

  it('takes the first key of a map with the comment before it, too', () => {
    const document = parseDocument(
      'a:\n  # before b\n  b: 1\n  # before c\n  c: 2\n',
    );
    deleteIn(document, ['a', 'b']);
    expect(document.toString()).toBe('a:\n  # before c\n  c: 2\n');
  });

  it('does nothing where there is no such key', () => {
    expect(edited(document => deleteIn(document, ['b', 'x', 'y']))).toBe(
      edited(() => undefined),
    );
  });
});

describe('uncommentIn', () => {
  it('takes away the comment before a key, and no other', () => {
    const out = edited(document => uncommentIn(document, ['e']));
    expect(out).not.toContain('before e');
    expect(out).toContain('# first');
  });
});

describe('mapTexts', () => {
  it('changes each text once, whatever it becomes', () => {
    const document = parseDocument('a: nats-admin\n');
    mapTexts(document, value => value.replace(/^nats/, 'nats-x'));
    expect(String(document)).toBe('a: nats-x-admin\n');
  });

  it('changes values, no keys, and keeps comments', () => {
    const out = edited(document =>
      mapTexts(document, value => (value === 'x' ? 'e' : value)),
    );
    expect(out).toContain('- e # first');
    expect(out).toContain('# before e\ne: ');
  });
});

describe('withoutComments', () => {
  it('leaves the values', () => {
    const document = withoutComments(parseDocument(text));
    expect(document.toString()).not.toContain('#');
    expect(document.toJS()).toEqual(parseDocument(text).toJS());
  });
});
