import { consumer, findingsOfStream } from '../__testUtils__/spec';

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

describe('js-max-msg-size', () => {
  it('finds what does not fit into an int32', () => {
    expect(findingsOfStream({ maxMsgSize: 2 ** 31 })).toEqual([
      'error js-max-msg-size streams[0].maxMsgSize',
    ]);
    expect(findingsOfStream({ maxMsgSize: 2 ** 31 - 1 })).toEqual([]);
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
