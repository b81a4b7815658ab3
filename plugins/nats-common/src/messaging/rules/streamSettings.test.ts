import { consumer, findingsOfStream } from '../__testUtils__/spec';

describe('js-discard-per-subject', () => {
  it.each([{}, { maxMsgsPerSubject: 1 }])(
    'finds it without discard new',
    changes => {
      expect(findingsOfStream({ discardPerSubject: true, ...changes })).toEqual(
        ['error js-discard-per-subject streams[0].discardPerSubject'],
      );
    },
  );

  it('finds it without a limit per subject', () => {
    expect(
      findingsOfStream({ discardPerSubject: true, discard: 'new' }),
    ).toEqual([
      'error js-discard-per-subject streams[0].discardPerSubject',
      'warning js-discard-new streams[0].discard',
    ]);
  });

  it('is quiet where both are there, or could not be read', () => {
    expect(
      findingsOfStream({
        discardPerSubject: true,
        discard: 'new',
        maxMsgsPerSubject: 1,
      }),
    ).toEqual(['warning js-discard-new streams[0].discard']);
    expect(
      findingsOfStream({
        discardPerSubject: true,
        discard: 'newest',
        maxMsgsPerSubject: 1,
      }),
    ).toEqual(['error js-shape streams[0].discard']);
  });
});

describe('js-rollup-deny-purge', () => {
  it('finds both together, and is quiet about each alone', () => {
    expect(findingsOfStream({ allowRollup: true, denyPurge: true })).toEqual([
      'error js-rollup-deny-purge streams[0].allowRollup',
    ]);
    expect(findingsOfStream({ allowRollup: true })).toEqual([]);
    expect(findingsOfStream({ denyPurge: true })).toEqual([]);
  });
});

describe('js-discard-new', () => {
  it('warns of it, and is quiet about old', () => {
    expect(findingsOfStream({ discard: 'new' })).toEqual([
      'warning js-discard-new streams[0].discard',
    ]);
    expect(findingsOfStream({ discard: 'old' })).toEqual([]);
  });
});

describe('js-interest-no-consumer', () => {
  it.each([undefined, []])('warns of consumers %j', consumers => {
    expect(findingsOfStream({ retention: 'interest', consumers })).toEqual([
      'warning js-interest-no-consumer streams[0].retention',
    ]);
  });

  it('is quiet about one with a consumer, and about consumers that could not be read', () => {
    expect(
      findingsOfStream({ retention: 'interest', consumers: [consumer()] }),
    ).toEqual([]);
    expect(findingsOfStream({ retention: 'interest', consumers: {} })).toEqual([
      'error js-shape streams[0].consumers',
    ]);
  });
});

describe('js-retention-workqueue-late', () => {
  const found = ['warning js-retention-workqueue-late streams[0].retention'];
  const consumers = [consumer({ worker: {} })];

  it.each([undefined, 'limits'])(
    'warns of workers that take everything, with retention %p',
    retention => {
      expect(findingsOfStream({ retention, consumers })).toEqual(found);
    },
  );

  it.each([
    { consumers: [consumer()] },
    { consumers: [consumer({ worker: { enabled: false } })] },
    { consumers: [consumer({ worker: {}, filterSubject: 's.a' })] },
    { consumers: [consumer({ worker: {}, deliverPolicy: 'new' })] },
    { consumers: [...consumers, consumer({ durableName: 'd' })] },
    { consumers, retention: 'workqueue' },
    { consumers, retention: 'interest' },
  ])('is quiet about %j', changes => {
    expect(findingsOfStream(changes)).toEqual([]);
  });
});
