import {
  findingsOfKeyValues,
  findingsOfStream,
  keyValue,
  messagesOf,
  stream,
} from '../__testUtils__/spec';

describe('js-kv-history', () => {
  it.each([-1, 0, 65])('finds %d', history => {
    expect(findingsOfKeyValues([keyValue({ history })])).toEqual([
      'error js-kv-history keyValues[0].history',
    ]);
  });

  it.each([1, 64, undefined])('is quiet about %p', history => {
    expect(findingsOfKeyValues([keyValue({ history })])).toEqual([]);
  });
});

const keyValueShape = {
  name: 'KV_x',
  subjects: ['$KV.x.>'],
  discard: 'new',
  allowRollup: true,
  allowDirect: true,
  denyDelete: true,
};
const objectStoreShape = {
  ...keyValueShape,
  name: 'OBJ_x',
  subjects: ['$O.x.M.>', '$O.x.C.>'],
  denyDelete: undefined,
};

/** Streams that are buckets are full of what other rules warn of. */
const about = (rule: string, changes: Record<string, unknown>) =>
  findingsOfStream(changes).filter(text => text.includes(rule));

describe('js-kv-shape', () => {
  it.each([
    { ...keyValueShape, subjects: ['x.>'] },
    { ...keyValueShape, subjects: ['$KV.y.>'] },
    { ...keyValueShape, subjects: ['$KV.x.>', 'x'] },
    { ...keyValueShape, discard: 'old' },
    { ...keyValueShape, allowRollup: false },
    { ...keyValueShape, allowDirect: undefined },
    { ...keyValueShape, denyDelete: undefined },
    { ...keyValueShape, retention: 'workqueue' },
    { ...objectStoreShape, subjects: ['$O.x.>'] },
    { ...objectStoreShape, discard: undefined },
  ])('finds a bucket that is none: %j', changes => {
    expect(about('js-kv-shape', changes)).toEqual([
      'error js-kv-shape streams[0].name',
    ]);
    expect(about('js-bucket-name', changes)).toEqual([]);
  });

  it('says what is missing', () => {
    expect(messagesOf([stream({ name: 'OBJ_x' })])).toEqual([
      'clients take a stream OBJ_… for a bucket, and this one does not work as one: it lacks subjects $O.x.C.>, $O.x.M.>, discard new, allowRollup, allowDirect. Declare the bucket under objectStores, or choose another name',
    ]);
  });

  it.each([
    keyValueShape,
    objectStoreShape,
    { ...keyValueShape, subjects: undefined, mirror: { name: 'KV_y' } },
    { name: 'KV_x', discard: 7 },
  ])('is quiet about one that works, or cannot be judged: %j', changes => {
    expect(about('js-kv-shape', changes)).toEqual([]);
  });
});

describe('js-bucket-name', () => {
  it.each([keyValueShape, objectStoreShape, { name: '$MQTT_x' }])(
    'warns of %j',
    changes => {
      expect(about('js-bucket-name', changes)).toEqual([
        'warning js-bucket-name streams[0].name',
      ]);
    },
  );

  it('is quiet about names that only look alike', () => {
    expect(findingsOfStream({ name: 'KVx' })).toEqual([]);
  });
});

describe('js-kv-source', () => {
  const a = keyValue({ bucket: 'a' });

  it.each([
    { filterSubject: '$KV.a.x' },
    { subjectTransforms: [{ source: '$KV.a.>', dest: '$KV.b.>' }] },
  ])('finds what would be replaced: %j', part => {
    const [field] = Object.keys(part);
    expect(
      findingsOfKeyValues([a, keyValue({ sources: [{ name: 'a', ...part }] })]),
    ).toEqual([`error js-kv-source keyValues[1].sources[0].${field}`]);
  });

  it('is quiet about whole buckets, and about a part of a mirror', () => {
    expect(
      findingsOfKeyValues([
        a,
        keyValue({ sources: [{ name: 'a' }] }),
        keyValue({
          bucket: 'c',
          mirror: { name: 'a', filterSubject: '$KV.a.x' },
        }),
      ]),
    ).toEqual([]);
  });
});
