import { applyOperation, OPEN, UNKNOWN } from './jsonPatch';

const document = () => ({
  map: { a: 1, 'b/c~d': 2 },
  list: [{ name: 'x' }, 'y'],
  text: 't',
  secret: UNKNOWN as unknown,
});

const after = (...operations: object[]) => {
  const changed = document();
  const problems = operations.flatMap(
    operation => applyOperation(changed, operation) ?? [],
  );
  expect(problems).toEqual([]);
  return changed;
};

describe('applyOperation', () => {
  it.each<[object, object]>([
    [
      { op: 'add', path: '/map/z', value: 3 },
      { map: { a: 1, 'b/c~d': 2, z: 3 } },
    ],
    [
      { op: 'add', path: '/list/-', value: 3 },
      { list: [{ name: 'x' }, 'y', 3] },
    ],
    [
      { op: 'add', path: '/list/0', value: 3 },
      { list: [3, { name: 'x' }, 'y'] },
    ],
    [
      { op: 'replace', path: '/list/0/name', value: 'z' },
      { list: [{ name: 'z' }, 'y'] },
    ],
    [
      { op: 'replace', path: '/list/1', value: 'z' },
      { list: [{ name: 'x' }, 'z'] },
    ],
    [{ op: 'remove', path: '/map/b~1c~0d' }, { map: { a: 1 } }],
    [{ op: 'remove', path: '/list/0' }, { list: ['y'] }],
    [
      { op: 'move', from: '/map/a', path: '/a' },
      { a: 1, map: { 'b/c~d': 2 } },
    ],
    [
      { op: 'copy', from: '/map/a', path: '/a' },
      { a: 1, map: { a: 1, 'b/c~d': 2 } },
    ],
    [{ op: 'test', path: '/text', value: 't' }, {}],
    [{ op: 'add', path: '/secret/any/thing', value: 1 }, {}],
    [{ op: 'remove', path: '/secret/any' }, {}],
  ])('does %j', (operation, changes) => {
    expect(after(operation)).toEqual({ ...document(), ...changes });
  });

  it.each([
    [{ op: 'add', path: '/none/z', value: 3 }, 'there is no /none'],
    [
      { op: 'add', path: '/list/3', value: 3 },
      'the list has no place 3; to add at its end write -',
    ],
    [
      { op: 'add', path: '/list/x', value: 3 },
      'the list has no place x; to add at its end write -',
    ],
    [
      { op: 'add', path: '/text/z', value: 3 },
      '/text is neither a map nor a list',
    ],
    [{ op: 'replace', path: '/map/z', value: 3 }, 'there is no /map/z'],
    [{ op: 'remove', path: '/list/2' }, 'there is no /list/2'],
    [{ op: 'remove', path: '/list/-' }, 'there is no /list/-'],
    [{ op: 'move', from: '/z', path: '/a' }, 'there is no /z'],
    [{ op: 'copy', from: '/z/y', path: '/a' }, 'there is no /z'],
    [
      { op: 'test', path: '/map/toString', value: 1 },
      'there is no /map/toString',
    ],
  ])('cannot do %j', (operation, problem) => {
    expect(applyOperation(document(), operation)).toBe(problem);
  });

  it('knows that a map may have more than is known', () => {
    const open = { map: { a: 1, [OPEN]: true } };
    expect(applyOperation(open, { op: 'remove', path: '/map/b' })).toBe(
      undefined,
    );
    expect(
      applyOperation(open, { op: 'add', path: '/map/b/c', value: 1 }),
    ).toBe(undefined);
    expect(applyOperation(open, { op: 'remove', path: '/b' })).toBe(
      'there is no /b',
    );
  });

  it('sees what was done before', () => {
    expect(
      after(
        { op: 'add', path: '/new', value: {} },
        { op: 'add', path: '/new/a', value: 1 },
      ),
    ).toEqual({ ...document(), new: { a: 1 } });
  });
});
