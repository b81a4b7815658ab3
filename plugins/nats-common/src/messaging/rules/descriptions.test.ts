import {
  findingsOfConsumer,
  findingsOfSpec,
  findingsOfStream,
  keyValue,
} from '../__testUtils__/spec';

describe('js-description', () => {
  it('finds a description that the server would refuse', () => {
    const description = 'x'.repeat(4097);
    expect(findingsOfStream({ description })).toEqual([
      'error js-description streams[0].description',
    ]);
    expect(findingsOfConsumer({ description })).toEqual([
      'error js-description streams[0].consumers[0].description',
    ]);
  });

  it('finds those of buckets', () => {
    const description = 'x'.repeat(4097);
    expect(
      findingsOfSpec({
        keyValues: [keyValue({ description })],
        objectStores: [
          {
            bucket: 'o',
            ttl: '1h',
            description,
            metadata: { '_nats.x': '1' },
          },
        ],
      }),
    ).toEqual([
      'error js-description keyValues[0].description',
      'error js-description objectStores[0].description',
      'warning js-reserved-metadata objectStores[0].metadata',
    ]);
  });

  it('is quiet about the longest that it takes', () => {
    expect(findingsOfStream({ description: 'x'.repeat(4096) })).toEqual([]);
  });
});

describe('js-metadata', () => {
  const metadata = (bytes: number) => ({ key: 'ä'.repeat((bytes - 3) / 2) });

  it('finds more than the server takes, in bytes', () => {
    expect(findingsOfStream({ metadata: metadata(128 * 1024 + 1) })).toEqual([
      'error js-metadata streams[0].metadata',
    ]);
  });

  it('is quiet about the most that it takes', () => {
    expect(findingsOfStream({ metadata: metadata(128 * 1024 - 1) })).toEqual(
      [],
    );
  });
});

describe('js-reserved-metadata', () => {
  it("warns of the server's own keys", () => {
    expect(findingsOfConsumer({ metadata: { '_nats.ver': '1' } })).toEqual([
      'warning js-reserved-metadata streams[0].consumers[0].metadata',
    ]);
  });

  it('is quiet about any other key', () => {
    expect(
      findingsOfStream({ metadata: { 'io.nats.monitor.enabled': 'true' } }),
    ).toEqual([]);
  });
});
