import {
  findingsOf,
  findingsOfKeyValues,
  keyValue,
  stream,
} from '../__testUtils__/spec';

const origin = stream({ name: 'O', subjects: ['o.>'] });
const mirror = { subjects: undefined, mirror: { name: 'O' } };
const copy = (changes: Record<string, unknown>) =>
  findingsOf([stream(changes), origin]);

describe('js-mirror-mix', () => {
  it.each([
    ['subjects', { subjects: ['s'] }],
    ['sources', { sources: [{ name: 'O' }] }],
    ['firstSequence', { firstSequence: 5 }],
    ['allowMsgCounter', { allowMsgCounter: true }],
    ['allowAtomicPublish', { allowAtomicPublish: true }],
    ['allowMsgSchedules', { allowMsgSchedules: true }],
  ])('finds %s beside a mirror', (field, part) => {
    expect(copy({ ...mirror, ...part })).toEqual([
      `error js-mirror-mix streams[0].${field}`,
    ]);
  });

  it('finds mirrorDirect without a mirror', () => {
    expect(copy({ mirrorDirect: true })).toEqual([
      'error js-mirror-mix streams[0].mirrorDirect',
    ]);
  });

  it('finds a bucket that is a mirror and has sources', () => {
    expect(
      findingsOfKeyValues([
        keyValue({ mirror: { name: 'a' }, sources: [{ name: 'c' }] }),
        keyValue({ bucket: 'a' }),
        keyValue({ bucket: 'c' }),
      ]),
    ).toEqual(['error js-mirror-mix keyValues[0].sources']);
  });

  it.each([
    mirror,
    { ...mirror, mirrorDirect: true, subjects: [], sources: [] },
    { ...mirror, firstSequence: 0, allowMsgCounter: false },
    { mirrorDirect: false },
  ])('is quiet about %j', changes => {
    expect(copy(changes)).toEqual([]);
  });

  it('is quiet where the mirror could not be read', () => {
    expect(copy({ mirror: 'O', mirrorDirect: true })).toEqual([
      'error js-shape streams[0].mirror',
    ]);
  });
});

describe('js-source-missing', () => {
  const from = (name: string, part: object = {}) => [
    stream({ sources: [{ name, ...part }] }),
  ];

  it('warns of copies of what nobody knows', () => {
    expect(findingsOf(from('X'))).toEqual([
      'warning js-source-missing streams[0].sources[0].name',
    ]);
    expect(findingsOfKeyValues([keyValue({ mirror: { name: 'x' } })])).toEqual([
      'warning js-source-missing keyValues[0].mirror.name',
    ]);
  });

  it('is quiet about streams that exist, and about those of others', () => {
    expect(findingsOf(from('X'), { existingStreams: ['X'] })).toEqual([]);
    expect(findingsOf(from('X', { externalApiPrefix: '$JS.hub.API' }))).toEqual(
      [],
    );
    expect(
      findingsOfKeyValues([
        keyValue(),
        keyValue({ bucket: 'c', mirror: { name: 'KV_b' } }),
        keyValue({ bucket: 'd', sources: [{ name: 'b' }] }),
      ]),
    ).toEqual([]);
  });

  it('finds names that no stream has', () => {
    expect(findingsOf(from('a.b'))).toEqual([
      'error js-name streams[0].sources[0].name',
    ]);
  });
});

describe('js-source-max-msg-size', () => {
  const big = stream({ name: 'O', subjects: ['o'], maxMsgSize: 1000 });

  it.each([mirror, { sources: [{ name: 'O' }] }])(
    'finds messages that do not fit: %j',
    changes => {
      expect(
        findingsOf([stream({ ...changes, maxMsgSize: 999 }), big]),
      ).toEqual(['error js-source-max-msg-size streams[0].maxMsgSize']);
    },
  );

  it('finds values that do not fit', () => {
    expect(
      findingsOfKeyValues([
        keyValue({ mirror: { name: 'a' }, maxValueSize: 10 }),
        keyValue({ bucket: 'a', maxValueSize: 11 }),
      ]),
    ).toEqual(['error js-source-max-msg-size keyValues[0].maxValueSize']);
  });

  it('is quiet about as much, about no bound, and about streams of others', () => {
    for (const maxMsgSize of [1000, -1, undefined]) {
      expect(findingsOf([stream({ ...mirror, maxMsgSize }), big])).toEqual([]);
    }
    expect(findingsOf([stream({ ...mirror, maxMsgSize: 9 }), origin])).toEqual(
      [],
    );
    const elsewhere = { name: 'O', externalApiPrefix: '$JS.hub.API' };
    expect(
      findingsOf([stream({ sources: [elsewhere], maxMsgSize: 9 }), big]),
    ).toEqual([]);
  });
});

describe('js-source-cycle', () => {
  const from = (name: string, ...names: string[]) =>
    stream({
      name,
      subjects: [name],
      sources: names.map(source => ({ name: source })),
    });

  it('finds a stream that copies itself', () => {
    expect(findingsOf([from('A', 'A')])).toEqual([
      'error js-source-cycle streams[0].sources[0]',
    ]);
  });

  it('finds circles of any size, where they close', () => {
    expect(
      findingsOf([
        from('A', 'B'),
        from('B', 'C', 'D'),
        from('C'),
        from('D', 'C', 'A'),
        from('E', 'A'),
      ]),
    ).toEqual(['error js-source-cycle streams[3].sources[1]']);
  });

  it('is quiet about streams that meet again, and about those of others', () => {
    expect(
      findingsOf([
        from('A', 'B', 'C'),
        from('B', 'D'),
        from('C', 'D'),
        from('D'),
      ]),
    ).toEqual([]);
    const elsewhere = { name: 'S', externalApiPrefix: '$JS.hub.API' };
    expect(findingsOf([stream({ sources: [elsewhere] })])).toEqual([]);
  });

  it('looks along a chain of any length', () => {
    const chain = Array.from({ length: 5000 }, (_, i) =>
      from(`S${i}`, `S${(i + 1) % 5000}`),
    );
    expect(findingsOf(chain)).toEqual([
      'error js-source-cycle streams[4999].sources[0]',
    ]);
  });
});

describe('js-source-duplicate', () => {
  const twice = (a: object, b: object) =>
    copy({
      sources: [
        { name: 'O', ...a },
        { name: 'O', ...b },
      ],
    });

  it('finds the same source twice, wherever it starts', () => {
    const found = ['error js-source-duplicate streams[0].sources[1]'];
    expect(twice({}, { optStartSeq: 5 })).toEqual(found);
    expect(twice({ filterSubject: 'o.a' }, { filterSubject: 'o.a' })).toEqual(
      found,
    );
  });

  it('finds a bucket twice', () => {
    expect(
      findingsOfKeyValues([
        keyValue({ sources: [{ name: 'a' }, { name: 'KV_a' }] }),
        keyValue({ bucket: 'a' }),
      ]),
    ).toEqual(['error js-source-duplicate keyValues[0].sources[1]']);
  });

  it('is quiet about different parts of it', () => {
    expect(twice({ filterSubject: 'o.a' }, { filterSubject: 'o.b' })).toEqual(
      [],
    );
  });
});
