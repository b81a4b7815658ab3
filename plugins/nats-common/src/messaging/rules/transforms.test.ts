import {
  findingsOf,
  findingsOfKeyValues,
  findingsOfStream,
  keyValue,
  messagesOf,
  stream,
} from '../__testUtils__/spec';

/** What nats-server 2.15.1 makes of these as the transform of a stream that captures `t.>` (run). */
const refused: [source: string, dest: string][] = [
  ['t.*', 'z.*'],
  ['t.*', 'z.>'],
  ['t.>', 'z'],
  ['t', 'z.>'],
  ['t.*', 'z.{{wildcard(2)}}'],
  ['t.*', 'z.$2'],
  ['t.*.*', 'z.*.*'],
  ['t..a', 'z'],
  ['t.a', 'z..b'],
  ['t.a b', 'z'],
];
const taken: [source: string, dest: string][] = [
  ['t.>', 'z.>'],
  ['t.*', 'z.{{wildcard(1)}}'],
  ['t.*', 'z.{{ wildcard( 1 ) }}'],
  ['t.*', 'z.$1'],
  ['t.*', 'z'],
  ['t.*.>', 'z.>'],
  ['t.*.*', 'z.{{wildcard(2)}}.{{wildcard(1)}}'],
  ['t.*', 'z.{{partition(3,1)}}'],
  ['', 'z.>'],
  ['t.a.>', '>'],
];

const at = 'streams[0].subjectTransform';

describe('js-transform', () => {
  it.each(refused)('finds %s to %s', (source, dest) => {
    expect(findingsOfStream({ subjectTransform: { source, dest } })).toEqual([
      `error js-transform ${at}`,
    ]);
  });

  it.each(taken)('is quiet about %s to %s', (source, dest) => {
    expect(findingsOfStream({ subjectTransform: { source, dest } })).toEqual(
      [],
    );
  });

  const copy = (part: object, way: 'mirror' | 'sources' = 'sources') => {
    const source = { name: 'O', ...part };
    return findingsOf(
      [
        stream(
          way === 'mirror'
            ? { subjects: undefined, mirror: source }
            : { sources: [source] },
        ),
      ],
      { existingStreams: ['O'] },
    );
  };

  it('finds those of mirrors and sources', () => {
    const subjectTransforms = [
      { source: 'o.a', dest: 'p' },
      { source: 'o.*', dest: 'p.*' },
    ];
    expect(copy({ subjectTransforms })).toEqual([
      'error js-transform streams[0].sources[0].subjectTransforms[1]',
      'error js-transform streams[0].sources[0].subjectTransforms[1].source',
    ]);
    expect(copy({ subjectTransforms }, 'mirror')).toEqual([
      'error js-transform streams[0].mirror.subjectTransforms[1]',
      'error js-transform streams[0].mirror.subjectTransforms[1].source',
    ]);
  });

  it('finds a filter beside transforms', () => {
    expect(
      copy({
        filterSubject: 'o.a',
        subjectTransforms: [{ source: 'o.>', dest: 'p.>' }],
      }),
    ).toEqual(['error js-transform streams[0].sources[0].filterSubject']);
  });

  it('is quiet about transforms side by side, and about one that only filters', () => {
    expect(
      copy({
        subjectTransforms: [
          { source: 'o.a', dest: 'p' },
          { source: 'o.b', dest: '' },
        ],
      }),
    ).toEqual([]);
  });

  it.each([
    ['filterSubject', { filterSubject: 'o..a' }],
    ['externalApiPrefix', { externalApiPrefix: '$JS.hub.API.>' }],
    ['externalApiPrefix', { externalApiPrefix: '$JS..API' }],
  ])('finds that %s is no subject', (field, part) => {
    expect(copy(part)).toEqual([
      `error js-subject-invalid streams[0].sources[0].${field}`,
    ]);
  });
});

describe('js-republish', () => {
  const republish = (source: string | undefined, destination: string) =>
    findingsOfStream({ republish: { source, destination } });
  const found = ['error js-republish streams[0].republish'];

  it.each([
    ['s.*', 'z.*'],
    ['s.*', 'z.>'],
    ['s.>', 's.>'],
    ['s.a', 's.b'],
    ['s.*', '{{wildcard(1)}}.x'],
    ['>', '>'],
    [undefined, 'z'],
  ])('finds %p to %s', (source, destination) => {
    expect(republish(source, destination)).toEqual(found);
  });

  it.each([
    ['s.*', 'z.{{wildcard(1)}}'],
    ['s.>', 'z.>'],
    ['s.*', 'z'],
    [undefined, 'z.>'],
    ['x.>', 'y.>'],
  ])('is quiet about %p to %s', (source, destination) => {
    expect(republish(source, destination)).toEqual([]);
  });

  it('knows what a bucket captures', () => {
    const from = (destination: string) =>
      findingsOfKeyValues([keyValue({ republish: { destination } })]);
    expect(from('$KV.b.>')).toEqual([
      'error js-republish keyValues[0].republish',
    ]);
    expect(from('changed.>')).toEqual([]);
  });

  it('says what goes round', () => {
    expect(
      messagesOf([stream({ republish: { destination: 's.x.>' } })]),
    ).toEqual([
      '"s.x.>" overlaps "s.>", which it stores itself: messages would go round in circles (10052)',
    ]);
  });
});
