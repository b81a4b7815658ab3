import { checkMessaging } from '../checkMessaging';
import {
  consumer,
  findingsOf,
  findingsOfStream,
  stream,
} from '../__testUtils__/spec';

describe('the shape of a messaging spec', () => {
  it.each([undefined, null, 7, 'streams', [], true])(
    'is an object, not %j',
    input => {
      expect(checkMessaging(input)).toMatchObject({
        spec: { streams: [] },
        findings: [
          {
            id: 'js-shape',
            severity: 'error',
            path: '',
            message: 'a messaging spec must be an object',
          },
        ],
      });
    },
  );

  it.each([
    [{}, 'streams', 'is missing'],
    [{ streams: {} }, 'streams', 'must be a list, not an object'],
    [{ streams: null }, 'streams', 'must be a list, not null'],
    [{ streams: ['x'] }, 'streams[0]', 'must be an object, not a text'],
    [{ streams: [null] }, 'streams[0]', 'must be an object, not null'],
    [
      { streams: [stream({ consumers: 7 })] },
      'streams[0].consumers',
      'must be a list, not a number',
    ],
    [
      { streams: [stream({ consumers: [[]] })] },
      'streams[0].consumers[0]',
      'must be an object, not a list',
    ],
    [
      { streams: [stream({ name: undefined })] },
      'streams[0].name',
      'is missing',
    ],
    [
      { streams: [stream({ name: 7 })] },
      'streams[0].name',
      'must be a text, not a number',
    ],
    [
      { streams: [stream({ noAck: 'yes' })] },
      'streams[0].noAck',
      'must be true or false, not a text',
    ],
    [
      { streams: [stream({ maxMsgs: '7' })] },
      'streams[0].maxMsgs',
      'must be a number, not a text',
    ],
    [
      { streams: [stream({ maxMsgs: 1.5 })] },
      'streams[0].maxMsgs',
      'must be a whole number',
    ],
    [
      { streams: [stream({ maxBytes: 2 ** 53 })] },
      'streams[0].maxBytes',
      'must be 9,007,199,254,740,991 or less',
    ],
    [
      { streams: [stream({ replicas: 0 })] },
      'streams[0].replicas',
      'must be 1 or more',
    ],
    [
      { streams: [stream({ replicas: 6 })] },
      'streams[0].replicas',
      'must be 5 or less',
    ],
    [
      { streams: [stream({ storage: 'disk' })] },
      'streams[0].storage',
      'must be one of file, memory',
    ],
    [
      { streams: [stream({ metadata: { a: 1 } })] },
      'streams[0].metadata.a',
      'must be a text, not a number',
    ],
    [
      { streams: [stream({ subjects: ['s', 1] })] },
      'streams[0].subjects[1]',
      'must be a text, not a number',
    ],
    [
      {
        streams: [
          stream({ consumers: [consumer({ durableName: undefined })] }),
        ],
      },
      'streams[0].consumers[0].durableName',
      'is missing',
    ],
    [
      {
        streams: [
          stream({
            consumers: [
              consumer({ optStartTime: 'noon', deliverPolicy: 'byStartTime' }),
            ],
          }),
        ],
      },
      'streams[0].consumers[0].optStartTime',
      'must be a time such as 2026-01-31T12:00:00Z',
    ],
    [
      {
        streams: [
          stream({
            consumers: [
              consumer({ filterSubject: 's.>', worker: { image: '' } }),
            ],
          }),
        ],
      },
      'streams[0].consumers[0].worker.image',
      'is empty',
    ],
  ])('%j: %s %s', (input, path, message) => {
    expect(checkMessaging(input).findings).toEqual([
      { id: 'js-shape', severity: 'error', path, message },
    ]);
  });
});

describe('sizes', () => {
  it('are read as bytes, whichever way they are written', () => {
    const [read] = checkMessaging({
      streams: [stream({ maxBytes: '1.5Gi', maxMsgSize: '1M' })],
      keyValues: [{ bucket: 'b', maxBytes: 7, maxValueSize: '64Ki' }],
    }).spec.streams;
    expect(read).toMatchObject({ maxBytes: 1610612736, maxMsgSize: 1e6 });
  });

  it.each([-1, '-1'])('are without limit as %j', maxBytes => {
    const { findings, spec } = checkMessaging({
      streams: [stream({ maxBytes })],
    });
    expect(findings).toEqual([]);
    expect(spec.streams).toMatchObject([{ maxBytes: -1 }]);
  });

  it.each(['10GB', '1e9', '', '-2', '-1Gi'])(
    'are not read from %j',
    maxBytes => {
      expect(
        checkMessaging({ streams: [stream({ maxBytes })] }).findings,
      ).toEqual([
        {
          id: 'js-shape',
          severity: 'error',
          path: 'streams[0].maxBytes',
          message:
            'is no size; write bytes, a quantity such as 500M, 10Gi or 1.5Gi, or -1 for no limit',
        },
      ]);
    },
  );
});

describe('buckets', () => {
  it('may be all that a spec has', () => {
    expect(
      checkMessaging({
        keyValues: [{ bucket: 'a', ttl: '7d', limitMarkerTtl: 60e9 }],
        objectStores: [{ bucket: 'b', ttl: '7d', metadata: { a: 'b' } }],
      }),
    ).toEqual({
      spec: {
        streams: [],
        keyValues: [{ bucket: 'a', ttl: '7d', limitMarkerTtl: '1m' }],
        objectStores: [{ bucket: 'b', ttl: '7d', metadata: { a: 'b' } }],
      },
      findings: [],
    });
  });

  it('are read as strictly as streams', () => {
    expect(
      checkMessaging({
        keyValues: [{ bucket: 'a', ttl: 7 }, { ttl: '1h' }, 'b'],
        objectStores: [{ bucket: 'b', ttl: '1h', history: 1 }],
      }),
    ).toEqual({
      spec: {
        streams: [],
        keyValues: [{ bucket: 'a' }],
        objectStores: [{ bucket: 'b', ttl: '1h' }],
      },
      findings: [
        expect.objectContaining({ path: 'keyValues[0].ttl' }),
        expect.objectContaining({ path: 'keyValues[1].bucket' }),
        expect.objectContaining({ path: 'keyValues[2]' }),
        expect.objectContaining({ path: 'objectStores[0].history' }),
      ],
    });
  });
});

describe('a part with a mistake', () => {
  it('leaves the rest as it is, and goes as a whole where it would be useless', () => {
    expect(
      checkMessaging({
        streams: [
          stream({
            mirror: { filterSubject: 'a', more: 1 },
            placement: { cluster: 'c', tags: 'x' },
          }),
        ],
      }).spec.streams,
    ).toEqual([stream({ placement: { cluster: 'c' } })]);
  });
});

describe('js-unknown-field', () => {
  it('finds fields at every level', () => {
    expect(
      checkMessaging({
        extra: 1,
        streams: [
          stream({
            max_age: '1h',
            consumers: [
              consumer({
                ack_wait: '1s',
                filterSubject: 's.>',
                worker: { replicas: 1 },
              }),
            ],
          }),
        ],
      }).findings.map(({ id, path }) => `${id} ${path}`),
    ).toEqual([
      'js-unknown-field extra',
      'js-unknown-field streams[0].max_age',
      'js-unknown-field streams[0].consumers[0].worker.replicas',
      'js-unknown-field streams[0].consumers[0].ack_wait',
    ]);
  });

  it('finds keys that every object seems to have', () => {
    const input = JSON.parse(
      '{"streams":[{"name":"S","subjects":["s"],"maxAge":"1h","__proto__":{"a":1},"constructor":1,"toString":2}],"__proto__":1}',
    );
    expect(
      checkMessaging(input).findings.map(({ id, path }) => `${id} ${path}`),
    ).toEqual([
      'js-unknown-field __proto__',
      'js-unknown-field streams[0].__proto__',
      'js-unknown-field streams[0].constructor',
      'js-unknown-field streams[0].toString',
    ]);
  });

  it('leaves the field out of the spec', () => {
    expect(checkMessaging({ streams: [stream({ x: 1 })] }).spec).toEqual({
      streams: [stream()],
    });
  });
});

describe('several mistakes', () => {
  it('are all reported at once', () => {
    expect(
      findingsOf([
        { subjects: 'a', replicas: 9 },
        7,
        stream({
          name: 'a b',
          bogus: 1,
          subjects: ['x..y'],
          maxAge: '7 days',
          consumers: [
            { ackWait: 30, backoff: ['1s', '2s'], maxDeliver: 1 },
            consumer({ durableName: 'x.y', filterSubject: 'elsewhere' }),
          ],
        }),
      ]),
    ).toEqual([
      'error js-shape streams[0].name',
      'error js-shape streams[0].subjects',
      'error js-shape streams[0].replicas',
      'error js-shape streams[1]',
      'error js-unknown-field streams[2].bogus',
      'error js-shape streams[2].consumers[0].durableName',
      'error js-shape streams[2].consumers[0].ackWait',
      'error js-name streams[2].name',
      'error js-name streams[2].consumers[1].durableName',
      'error js-subject-invalid streams[2].subjects[0]',
      'error js-duration streams[2].maxAge',
      'warning js-unlimited streams[0]',
      'error js-filter-outside streams[2].consumers[1].filterSubject',
      'error js-backoff-length streams[2].consumers[0].backoff',
    ]);
  });

  it('are as many findings as mistakes: 50 and 50', () => {
    const streams = Array.from({ length: 10 }, (_, i) => ({
      name: `bad name ${i}`,
      subjects: [`ok${i}`, ` ${i}`],
      maxAge: 'long',
      storage: 'tape',
      unknown: i,
    }));
    const findings = findingsOf(streams);
    expect(findings).toHaveLength(50);
    expect(new Set(findings).size).toBe(50);
  });

  it('hide none in the other elements of a list', () => {
    expect(
      findingsOf([
        stream({ subjects: ['a.>', 5, 'b c'] }),
        stream({ name: 'T', subjects: ['a.x'] }),
      ]),
    ).toEqual([
      'error js-shape streams[0].subjects[1]',
      'error js-subject-invalid streams[0].subjects[2]',
      'error js-subject-overlap streams[1].subjects[0]',
    ]);
  });

  it('keep the indices of the input where an element is left out', () => {
    expect(
      findingsOf([
        'nothing',
        { consumers: ['nothing', consumer({ ackWait: 'x' })] },
        stream({ name: '', consumers: [null, consumer({ durableName: '' })] }),
      ]),
    ).toEqual(
      expect.arrayContaining([
        'error js-shape streams[0]',
        'error js-shape streams[1].name',
        'error js-duration streams[1].consumers[1].ackWait',
        'error js-name streams[2].name',
        'error js-name streams[2].consumers[1].durableName',
      ]),
    );
  });

  it('still leave a spec of what could be read', () => {
    expect(
      checkMessaging({
        streams: [
          { subjects: ['nameless'] },
          stream({
            replicas: 9,
            consumers: [{ ackWait: '1s' }, consumer({ maxDeliver: 'x' })],
          }),
        ],
      }).spec,
    ).toEqual({
      streams: [
        stream({ consumers: [{ durableName: 'c', ackPolicy: 'explicit' }] }),
      ],
    });
  });

  it('are no more where nothing is wrong', () => {
    expect(findingsOfStream({ consumers: [consumer()] })).toEqual([]);
    expect(checkMessaging({ streams: [] }).findings).toEqual([]);
  });
});
