import fc from 'fast-check';
import { JsonCursor } from './JsonCursor';

const cursorOn = (text: string) => new JsonCursor(Buffer.from(text));

/** Reads a value member by member and element by element. */
function readDeep(json: JsonCursor, shape: unknown): unknown {
  if (Array.isArray(shape)) {
    expect(json.openArray()).toBe(true);
    const elements: unknown[] = [];
    while (json.nextElement()) {
      elements.push(readDeep(json, shape[elements.length]));
    }
    return elements;
  }
  if (shape === null || typeof shape !== 'object') {
    return json.parse();
  }
  const members: [string, unknown][] = [];
  json.openObject();
  for (
    let name = json.nextMember();
    name !== undefined;
    name = json.nextMember()
  ) {
    members.push([
      name,
      readDeep(json, Object.entries(shape)[members.length][1]),
    ]);
  }
  return Object.fromEntries(members);
}

const anyJson = fc
  .jsonValue({ stringUnit: 'grapheme' })
  .map(value => JSON.parse(JSON.stringify(value)));
const spaces = fc.constantFrom(undefined, 1, '\t');

describe('JsonCursor', () => {
  it('reads what JSON.parse reads, however it is written', () => {
    fc.assert(
      fc.property(anyJson, spaces, (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        expect(cursorOn(text).parse()).toEqual(value);
        // Names such as "1" come back in another order.
        expect(readDeep(cursorOn(text), value)).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  it('parses elements in pieces of about the size that is asked for', () => {
    fc.assert(
      fc.property(
        fc.array(anyJson),
        fc.nat(60),
        spaces,
        (list, size, space) => {
          const json = cursorOn(JSON.stringify(list, undefined, space));
          const read: unknown[] = [];
          json.openArray();
          while (json.nextElement()) {
            read.push(...json.parseElements(size + 1));
          }
          expect(read).toEqual(list);
        },
      ),
    );
  });

  it('steps over what is of no interest', () => {
    const json = cursorOn('{"a": [1, {"b": "]}\\""}], "c" : 2.5e1 , "d":null}');
    json.openObject();
    expect(json.nextMember()).toBe('a');
    expect(json.skip()).toBe('[1, {"b": "]}\\""}]'.length);
    expect(json.nextMember()).toBe('c');
    expect(json.parse()).toBe(25);
    expect(json.nextMember()).toBe('d');
    expect(json.openArray()).toBe(false);
    expect(json.nextMember()).toBeUndefined();
  });

  it('says so when the text ends too soon', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), anyJson, { minKeys: 1 }),
        fc.nat(),
        (value, cut) => {
          const bytes = Buffer.from(JSON.stringify(value));
          const json = new JsonCursor(bytes.subarray(0, cut % bytes.length));
          expect(() => {
            json.openObject();
            while (json.nextMember() !== undefined) {
              json.parse();
            }
          }).toThrow(SyntaxError);
        },
      ),
      { numRuns: 500 },
    );
  });
});
