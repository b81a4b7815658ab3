import {
  consumer,
  findingsOfSpec,
  findingsOfStream,
  keyValue,
} from '../__testUtils__/spec';

describe('js-unlimited', () => {
  it.each([
    { maxAge: undefined },
    { maxAge: '0s' },
    { maxAge: undefined, maxBytes: -1, maxMsgs: 0 },
    { maxAge: undefined, maxMsgsPerSubject: 1 },
    { maxAge: undefined, retention: 'workqueue' },
  ])('warns of %j', changes => {
    expect(findingsOfStream(changes)).toEqual([
      'warning js-unlimited streams[0]',
    ]);
  });

  it.each([
    { maxAge: '1h' },
    { maxAge: undefined, maxBytes: 1 },
    { maxAge: undefined, maxMsgs: 1 },
    { maxAge: undefined, maxMsgsPerSubject: 1, subjects: ['a', 'b'] },
  ])('is quiet about %j', changes => {
    expect(findingsOfStream(changes)).toEqual([]);
  });

  it('says nothing of a limit that could not be read', () => {
    expect(findingsOfStream({ maxAge: 24 })).toEqual([
      'error js-shape streams[0].maxAge',
    ]);
    expect(findingsOfStream({ maxAge: '24' })).toEqual([
      'error js-duration streams[0].maxAge',
    ]);
  });
});

describe('js-unlimited buckets', () => {
  it('are warned of', () => {
    expect(
      findingsOfSpec({
        keyValues: [{ bucket: 'a' }],
        objectStores: [{ bucket: 'b', ttl: '0s' }],
      }),
    ).toEqual([
      'warning js-unlimited keyValues[0]',
      'warning js-unlimited objectStores[0]',
    ]);
  });

  it('are none with a size or a time', () => {
    expect(
      findingsOfSpec({
        keyValues: [{ bucket: 'a', maxBytes: '1Gi' }],
        objectStores: [{ bucket: 'b', ttl: '1h' }],
      }),
    ).toEqual([]);
  });
});

describe('js-max-consumers', () => {
  const consumers = (count: number) =>
    Array.from({ length: count }, (_, i) => consumer({ durableName: `c${i}` }));

  it.each([undefined, '2.15.1', '2.16.0', '3.0.0'])(
    'warns of more than a server %p takes by itself',
    serverVersion => {
      expect(
        findingsOfStream({ consumers: consumers(1001) }, { serverVersion }),
      ).toEqual(['warning js-max-consumers streams[0].maxConsumers']);
    },
  );

  it('is quiet about as many, about a number, and about older servers', () => {
    expect(findingsOfStream({ consumers: consumers(1000) })).toEqual([]);
    expect(
      findingsOfStream({ consumers: consumers(1001), maxConsumers: 2000 }),
    ).toEqual([]);
    expect(
      findingsOfStream(
        { consumers: consumers(1001) },
        { serverVersion: '2.14.5' },
      ),
    ).toEqual([]);
  });
});

describe('js-max-msg-size', () => {
  it('finds what does not fit into an int32', () => {
    expect(findingsOfStream({ maxMsgSize: 2 ** 31 })).toEqual([
      'error js-max-msg-size streams[0].maxMsgSize',
    ]);
    expect(findingsOfStream({ maxMsgSize: 2 ** 31 - 1 })).toEqual([]);
    expect(
      findingsOfSpec({ keyValues: [keyValue({ maxValueSize: '2Gi' })] }),
    ).toEqual(['error js-max-msg-size keyValues[0].maxValueSize']);
  });
});

describe('js-max-consumers-exceeded', () => {
  const consumers = [consumer(), consumer({ durableName: 'd' })];

  it('finds more consumers than the stream allows', () => {
    expect(findingsOfStream({ maxConsumers: 1, consumers })).toEqual([
      'error js-max-consumers-exceeded streams[0].maxConsumers',
    ]);
  });

  it.each([2, -1, 0])('is quiet about a limit of %d', maxConsumers => {
    expect(findingsOfStream({ maxConsumers, consumers })).toEqual([]);
  });
});
