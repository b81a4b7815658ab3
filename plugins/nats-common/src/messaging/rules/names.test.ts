import {
  consumer,
  findingsOf,
  findingsOfConsumer,
  findingsOfSpec,
  findingsOfStream,
  keyValue,
  messagesOf,
  stream,
} from '../__testUtils__/spec';

describe('js-name', () => {
  it.each(['', 'a b', 'a.b', 'x'.repeat(256), 'a\u0000b'])(
    'finds that the server or nobody could use %j',
    name => {
      expect(findingsOfStream({ name })).toEqual([
        'error js-name streams[0].name',
      ]);
      expect(findingsOfConsumer({ durableName: name })).toEqual([
        'error js-name streams[0].consumers[0].durableName',
      ]);
    },
  );

  it('is quiet about names that the server takes', () => {
    expect(findingsOfStream({ name: 'JOBS-1_ü$' })).toEqual([]);
  });

  it('keeps the sentence on one line', () => {
    expect(messagesOf([stream({ name: 'a\nb' })])).toEqual([
      '"a\\nb" contains white space or one of . * > \\ / and the server refuses it (10052); leave these out',
    ]);
  });
});

describe('js-duplicate-asset', () => {
  it('finds a stream that is named twice, at the second', () => {
    expect(
      findingsOf([
        stream(),
        stream({ subjects: ['t'] }),
        stream({ name: 's', subjects: ['u'] }),
      ]),
    ).toEqual(['error js-duplicate-asset streams[1].name']);
  });

  it('finds a consumer that is named twice in one stream', () => {
    expect(
      findingsOf([stream({ consumers: [consumer(), consumer()] })]),
    ).toEqual(['error js-duplicate-asset streams[0].consumers[1].durableName']);
  });

  it('is quiet about the same consumer name in two streams', () => {
    expect(
      findingsOf([
        stream({ consumers: [consumer()] }),
        stream({ name: 'T', subjects: ['t'], consumers: [consumer()] }),
      ]),
    ).toEqual([]);
  });
});

describe('names of buckets', () => {
  it.each(['', 'a b', 'a.b', 'ü', '$a', 'x'.repeat(252)])(
    'finds that clients would refuse %j',
    bucket => {
      expect(
        findingsOfSpec({
          keyValues: [keyValue({ bucket })],
          objectStores: [{ bucket, ttl: '1h' }],
        }),
      ).toEqual([
        'error js-name keyValues[0].bucket',
        'error js-name objectStores[0].bucket',
      ]);
    },
  );

  it('is quiet about names that they take, and about one of each kind', () => {
    expect(
      findingsOfSpec({
        keyValues: [keyValue({ bucket: 'x'.repeat(251) }), keyValue()],
        objectStores: [{ bucket: 'b', ttl: '1h' }],
      }),
    ).toEqual([]);
  });

  it('are those of streams as well', () => {
    expect(
      findingsOfSpec({
        streams: [stream({ name: 'KV_b', mirror: { name: 'KV_a' } })],
        keyValues: [keyValue(), keyValue({ bucket: 'a' }), keyValue()],
      }).filter(text => text.includes('js-duplicate-asset')),
    ).toEqual([
      'error js-duplicate-asset keyValues[0].bucket',
      'error js-duplicate-asset keyValues[2].bucket',
    ]);
  });
});
