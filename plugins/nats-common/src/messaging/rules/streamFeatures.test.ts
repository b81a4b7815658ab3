import {
  findingsOfKeyValues,
  findingsOfStream,
  keyValue,
  messagesOf,
  stream,
} from '../__testUtils__/spec';

describe('js-schedules', () => {
  const about = (changes: Record<string, unknown>) =>
    findingsOfStream(changes, { existingStreams: ['O'] }).filter(text =>
      text.startsWith('error'),
    );

  it.each([
    { discard: 'new' },
    { allowMsgTtl: true },
    { subjectDeleteMarkerTtl: '1m' },
    { allowMsgSchedules: true },
    { retention: 'workqueue' },
    { retention: 'interest' },
  ])('finds counters with %j', changes => {
    expect(about({ allowMsgCounter: true, ...changes })).toEqual([
      'error js-schedules streams[0].allowMsgCounter',
    ]);
  });

  it.each([{ discard: 'new' }, { sources: [{ name: 'O' }] }])(
    'finds schedules with %j',
    changes => {
      expect(about({ allowMsgSchedules: true, ...changes })).toEqual([
        'error js-schedules streams[0].allowMsgSchedules',
      ]);
    },
  );

  it('names all that goes with no counter at once', () => {
    expect(
      messagesOf([
        stream({ allowMsgCounter: true, allowMsgTtl: true, discard: 'new' }),
      ])[0],
    ).toBe(
      'counters cannot be together with discard new, allowMsgTtl, and the server refuses the stream (10052); leave one of them out',
    );
  });

  it.each([
    { allowMsgCounter: true, discard: 'old' },
    { allowMsgCounter: true, sources: [{ name: 'O' }] },
    { allowMsgSchedules: true, retention: 'workqueue' },
    { allowMsgSchedules: true, allowMsgTtl: true },
    { allowMsgSchedules: false, discard: 'new' },
  ])('is quiet about %j', changes => {
    expect(about(changes)).toEqual([]);
  });
});

describe('js-delete-marker', () => {
  it('finds less than the server takes', () => {
    expect(findingsOfStream({ subjectDeleteMarkerTtl: '999ms' })).toEqual([
      'error js-delete-marker streams[0].subjectDeleteMarkerTtl',
    ]);
    expect(findingsOfKeyValues([keyValue({ limitMarkerTtl: 60 })])).toEqual([
      'error js-delete-marker keyValues[0].limitMarkerTtl',
    ]);
  });

  it('finds marks of a mirror', () => {
    expect(
      findingsOfStream(
        {
          subjects: undefined,
          mirror: { name: 'O' },
          subjectDeleteMarkerTtl: '1m',
        },
        { existingStreams: ['O'] },
      ),
    ).toEqual(['error js-delete-marker streams[0].subjectDeleteMarkerTtl']);
    expect(
      findingsOfKeyValues([
        keyValue({ mirror: { name: 'a' }, limitMarkerTtl: '1m' }),
        keyValue({ bucket: 'a' }),
      ]),
    ).toEqual(['error js-delete-marker keyValues[0].limitMarkerTtl']);
  });

  it.each(['1s', '0s', undefined])('is quiet about %p', ttl => {
    expect(findingsOfStream({ subjectDeleteMarkerTtl: ttl })).toEqual([]);
    expect(findingsOfKeyValues([keyValue({ limitMarkerTtl: ttl })])).toEqual(
      [],
    );
  });
});

describe('js-sealed-create', () => {
  it('finds a sealed stream, and is quiet about an open one', () => {
    expect(findingsOfStream({ sealed: true })).toEqual([
      'error js-sealed-create streams[0].sealed',
    ]);
    expect(findingsOfStream({ sealed: false })).toEqual([]);
  });
});

describe('js-persist-mode', () => {
  it.each([
    { storage: 'memory' },
    { replicas: 3 },
    { allowAtomicPublish: true },
  ])('finds async with %j', changes => {
    expect(findingsOfStream({ persistMode: 'async', ...changes })).toEqual([
      'error js-persist-mode streams[0].persistMode',
    ]);
  });

  it('knows how many replicas a stream has that names none', () => {
    expect(findingsOfStream({ persistMode: 'async' }, { replicas: 3 })).toEqual(
      ['error js-persist-mode streams[0].persistMode'],
    );
    expect(findingsOfStream({ persistMode: 'async' })).toEqual([]);
  });

  it('is quiet about the default mode', () => {
    expect(findingsOfStream({ persistMode: 'default', replicas: 3 })).toEqual(
      [],
    );
  });
});
