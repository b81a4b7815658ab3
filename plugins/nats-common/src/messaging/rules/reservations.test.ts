import {
  findingsOf,
  findingsOfSpec,
  keyValue,
  stream,
} from '../__testUtils__/spec';

const GiB = 2 ** 30;

describe('js-reservation', () => {
  const broker = { servers: 3, fileStore: 10 * GiB, replicas: 3 };

  it('finds what does not fit into one server', () => {
    expect(findingsOf([stream({ maxBytes: '11Gi' })], broker)).toEqual([
      'error js-reservation streams[0].maxBytes',
    ]);
  });

  it('finds the first that does not fit with the others, replicas and buckets counted', () => {
    expect(
      findingsOfSpec(
        {
          streams: [
            stream({ maxBytes: '6Gi' }),
            stream({
              name: 'T',
              subjects: ['t'],
              maxBytes: '9Gi',
              replicas: 1,
            }),
          ],
          keyValues: [keyValue({ maxBytes: '1Gi' })],
          objectStores: [{ bucket: 'o', maxBytes: 1, replicas: 1 }],
        },
        broker,
      ),
    ).toEqual(['error js-reservation objectStores[0].maxBytes']);
  });

  it('is quiet about what fits, what has no bound, and stores that nobody knows', () => {
    expect(findingsOf([stream({ maxBytes: '10Gi' })], broker)).toEqual([]);
    expect(findingsOf([stream({ maxBytes: -1 })], broker)).toEqual([]);
    expect(findingsOf([stream({ maxBytes: '11Gi' })], { servers: 3 })).toEqual(
      [],
    );
    expect(
      findingsOf([stream({ maxBytes: '9Gi', replicas: 5 })], {
        fileStore: 10 * GiB,
      }),
    ).toEqual([]);
  });
});

describe('js-memory-store', () => {
  it('finds memory that the broker does not have', () => {
    expect(
      findingsOfSpec(
        {
          streams: [stream({ storage: 'memory' })],
          keyValues: [keyValue({ storage: 'memory', maxBytes: 1 })],
        },
        { memoryStore: 0 },
      ),
    ).toEqual([
      'error js-memory-store streams[0].storage',
      'error js-memory-store keyValues[0].storage',
    ]);
  });

  it('is quiet about memory that is there, or may be', () => {
    const streams = [stream({ storage: 'memory', maxBytes: 1 })];
    expect(findingsOf(streams, { memoryStore: GiB, servers: 1 })).toEqual([]);
    expect(findingsOf(streams)).toEqual([]);
  });
});
