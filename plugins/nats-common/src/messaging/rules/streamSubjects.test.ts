import {
  findingsOf,
  findingsOfConsumer,
  findingsOfSpec,
  findingsOfStream,
  keyValue,
  messagesOf,
  stream,
} from '../__testUtils__/spec';

describe('js-no-subjects', () => {
  it.each([undefined, []])('finds a stream with subjects %j', subjects => {
    expect(findingsOfStream({ subjects })).toEqual([
      'error js-no-subjects streams[0].subjects',
    ]);
  });

  it.each([
    { mirror: { name: 'O' } },
    { sources: [{ name: 'O' }] },
    { sources: [{ name: 'O' }], subjects: [] },
  ])('is quiet about a stream that copies others: %j', copies => {
    expect(
      findingsOf([
        stream({ subjects: undefined, ...copies }),
        stream({ name: 'O', subjects: ['S'] }),
      ]),
    ).toEqual([]);
  });

  it('is quiet about subjects that could not be read', () => {
    expect(findingsOfStream({ subjects: 's.>' })).toEqual([
      'error js-shape streams[0].subjects',
    ]);
  });
});

describe('js-subject-invalid', () => {
  it('finds each subject that is none', () => {
    expect(findingsOfStream({ subjects: ['a..b', 'ok', '>.a', ''] })).toEqual([
      'error js-subject-invalid streams[0].subjects[0]',
      'error js-subject-invalid streams[0].subjects[2]',
      'error js-subject-invalid streams[0].subjects[3]',
    ]);
  });

  it('finds filters that are none', () => {
    expect(findingsOfConsumer({ filterSubject: '' })).toEqual([
      'error js-subject-invalid streams[0].consumers[0].filterSubject',
    ]);
    expect(findingsOfConsumer({ filterSubjects: ['s.a', 's. b'] })).toEqual([
      'error js-subject-invalid streams[0].consumers[0].filterSubjects[1]',
    ]);
  });
});

describe('js-subject-plain-wildcard', () => {
  it('warns of a wildcard that is a plain character', () => {
    expect(findingsOfStream({ subjects: ['s.*x', 's.>y', 's.a'] })).toEqual([
      'warning js-subject-plain-wildcard streams[0].subjects[0]',
      'warning js-subject-plain-wildcard streams[0].subjects[1]',
    ]);
  });
});

describe('js-subject-all', () => {
  // Each row was asked of nats-server 2.15.1.
  it.each([
    '>',
    '*.>',
    '*.*',
    '*.foo',
    '$JS.>',
    '$JS.*.X',
    '$JS.EVENT',
    '$JS.EVENTS.a',
    '$JS.API.>',
    '$JSC.R.x',
    '$NRG.x',
    '$SYS.REQ.x',
    '$SYS.*.X',
    '*.EVENT.>',
  ])('finds that the server would refuse %s', subject => {
    expect(findingsOfStream({ subjects: [subject] })).toEqual([
      'error js-subject-all streams[0].subjects[0]',
    ]);
  });

  it.each([
    '*',
    '$JS',
    '$SYS',
    '$JS.EVENT.>',
    '$JS.EVENT.*',
    '$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.*.*',
    '$SYS.ACCOUNT.>',
    '$SYS.ACCOUNT.*.X',
    '$KV.b.>',
    '$MQTT.>',
    '_INBOX.>',
  ])('is quiet about %s, which it takes', subject => {
    expect(
      findingsOfStream({ subjects: [subject] }).filter(text =>
        text.includes('js-subject-all'),
      ),
    ).toEqual([]);
  });

  it('warns where noAck makes the server take it', () => {
    expect(findingsOfStream({ subjects: ['>'], noAck: true })).toEqual([
      'warning js-subject-all streams[0].subjects[0]',
    ]);
  });
});

describe('js-subject-overlap', () => {
  it('finds overlaps between streams and inside one, at the later subject', () => {
    expect(
      findingsOf([
        stream({ subjects: ['a.*', 'b', 'a.x'] }),
        stream({ name: 'T', subjects: ['c', 'b'] }),
      ]),
    ).toEqual([
      'error js-subject-overlap streams[0].subjects[2]',
      'error js-subject-overlap streams[1].subjects[1]',
    ]);
  });

  it('names the other stream and its place', () => {
    expect(
      messagesOf([stream(), stream({ name: 'T', subjects: ['s.a'] })]),
    ).toEqual([
      '"s.a" overlaps "s.>" of stream "S" (streams[0].subjects[0]); a message may be stored by one stream of an account only, and the server refuses the second (10065, 10052); narrow one of the two',
    ]);
  });

  it('knows that a stream without subjects captures its own name', () => {
    expect(
      findingsOf([
        stream({ name: 'jobs', subjects: undefined }),
        stream({ name: 'T', subjects: ['*'] }),
      ]),
    ).toEqual([
      'error js-no-subjects streams[0].subjects',
      'error js-subject-overlap streams[1].subjects[0]',
      'warning js-subject-naming streams[1].subjects[0]',
    ]);
  });

  it('knows what buckets capture', () => {
    expect(
      findingsOfSpec({
        streams: [stream({ name: 'T', subjects: ['$KV.b.>', '$O.o.C.x'] })],
        keyValues: [keyValue(), keyValue({ bucket: 'c' })],
        objectStores: [{ bucket: 'o', ttl: '1h' }],
      }).filter(text => text.startsWith('error')),
    ).toEqual([
      'error js-subject-overlap keyValues[0].bucket',
      'error js-subject-overlap objectStores[0].bucket',
    ]);
  });

  it('is quiet about neighbours', () => {
    expect(
      findingsOf([
        stream({ subjects: ['a.*'] }),
        stream({ name: 'T', subjects: ['a', 'a.*.*', 'A.x'] }),
      ]),
    ).toEqual([]);
  });
});
