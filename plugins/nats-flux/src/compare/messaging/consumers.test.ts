import {
  afterObject,
  brokerRelease,
  idsOf,
  theOne,
} from '../../__testUtils__/repositories';

function consumer(spec: object = {}): object {
  return {
    apiVersion: 'jetstream.nats.io/v1beta2',
    kind: 'Consumer',
    metadata: { name: 'jobs-workers' },
    spec: {
      streamName: 'JOBS',
      durableName: 'workers',
      ackPolicy: 'explicit',
      ...spec,
    },
  };
}

const stream = (retention: string) => ({
  apiVersion: 'jetstream.nats.io/v1beta2',
  kind: 'Stream',
  metadata: { name: 'jobs' },
  spec: { name: 'JOBS', subjects: ['jobs.>'], retention },
});

const between = (before: object, after: object, beside: object[] = []) =>
  afterObject(consumer(before), consumer(after), beside);

const text = (value: unknown) => JSON.stringify(value);

describe('change-consumer-immutable', () => {
  it.each([
    ['ackPolicy', { ackPolicy: 'all' }],
    ['ackPolicy left out', { ackPolicy: undefined }],
    ['deliverPolicy', { deliverPolicy: 'new' }],
    ['start', { optStartSeq: 5 }],
    ['replayPolicy', { replayPolicy: 'original' }],
    ['maxWaiting', { maxWaiting: 5 }],
    ['heartbeat', { heartbeatInterval: '1s' }],
    ['flow control', { flowControl: true }],
    ['push', { deliverSubject: 'here' }],
  ])('%s', (_what, spec) => {
    for (const found of [between({}, spec), between(spec, {})]) {
      expect(theOne(found, 'change-consumer-immutable')).toMatchObject({
        severity: 'error',
        outcome: 'immutable',
        object: 'Consumer JOBS/workers',
      });
    }
  });

  it('fits the procedure to the retention', () => {
    const after = { deliverPolicy: 'new' };
    const procedure = (retention: string) =>
      text(
        theOne(
          between({}, after, [stream(retention)]),
          'change-consumer-immutable',
        ).procedure,
      );
    expect(procedure('limits')).toContain('byStartSequence');
    expect(procedure('workqueue')).toContain('Stop the workers');
  });

  it('counts memStorage from 2.14.4 on', () => {
    const broker = (version: string) =>
      brokerRelease({}, { chart: { spec: { chart: 'nats', version } } });
    const ids = (version: string) =>
      idsOf(between({}, { memStorage: true }, [broker(version)]));
    expect(ids('2.14.4')).toEqual(['change-consumer-immutable']);
    expect(ids('2.14.2')).toEqual([]);
  });

  it.each([
    [
      'defaults',
      {
        deliverPolicy: 'all',
        replayPolicy: 'instant',
        maxWaiting: 512,
        flowControl: false,
      },
    ],
    [
      'what may change',
      { ackWait: '1m', maxDeliver: 5, description: 'x', maxRequestBatch: 5 },
    ],
  ])('is quiet for %s', (_what, spec) => {
    expect(between({}, spec)).toEqual([]);
  });

  it('is quiet when a push consumer delivers elsewhere', () => {
    expect(between({ deliverSubject: 'a' }, { deliverSubject: 'b' })).toEqual(
      [],
    );
  });
});

describe('change-consumer-filter', () => {
  it.each([
    ['another', { filterSubject: 'jobs.a' }, { filterSubject: 'jobs.b' }],
    ['one where there was none', {}, { filterSubjects: ['jobs.a'] }],
    ['one more', { filterSubject: 'a' }, { filterSubjects: ['a', 'b'] }],
  ])('loses older messages: %s', (_what, before, after) => {
    expect(
      theOne(between(before, after), 'change-consumer-filter'),
    ).toMatchObject({ severity: 'error', outcome: 'data-loss' });
  });

  it('says what stays in a work queue', () => {
    const found = between({}, { filterSubject: 'a' }, [stream('workqueue')]);
    expect(theOne(found, 'change-consumer-filter').consequence).toContain(
      'for ever',
    );
  });

  it('is quiet for the same filters in another order or field', () => {
    expect(between({ filterSubject: 'a' }, { filterSubjects: ['a'] })).toEqual(
      [],
    );
    expect(
      between({ filterSubjects: ['a', 'b'] }, { filterSubjects: ['b', 'a'] }),
    ).toEqual([]);
  });
});

describe('change-nack-removed-field of a consumer', () => {
  it.each([
    ['filter', { filterSubject: 'a' }],
    ['filters', { filterSubjects: ['a'] }],
    ['maxDeliver', { maxDeliver: 3 }],
    ['backoff', { backoff: ['1s'] }],
    ['inactiveThreshold', { inactiveThreshold: '1h' }],
    ['headersOnly', { headersOnly: true }],
  ])('%s', (_what, spec) => {
    expect(idsOf(between(spec, {}))).toEqual(['change-nack-removed-field']);
  });

  it('is quiet where the neutral value was or is written', () => {
    expect(between({ maxDeliver: -1 }, {})).toEqual([]);
    expect(between({ maxDeliver: 3 }, { maxDeliver: -1 })).toEqual([]);
  });
});

describe('change-consumer-ack-pending', () => {
  it('fires when fewer may be in work, the default counted', () => {
    expect(idsOf(between({}, { maxAckPending: 10 }))).toEqual([
      'change-consumer-ack-pending',
    ]);
    expect(idsOf(between({ maxAckPending: 5000 }, {}))).toEqual([
      'change-consumer-ack-pending',
    ]);
    expect(
      idsOf(between({ maxAckPending: -1 }, { maxAckPending: 10 })),
    ).toEqual(['change-consumer-ack-pending']);
  });

  it('is quiet when more may be', () => {
    expect(between({ maxAckPending: 10 }, {})).toEqual([]);
    expect(between({}, { maxAckPending: 1000 })).toEqual([]);
  });
});

describe('change-consumer-deleted', () => {
  it('loses its position', () => {
    expect(
      theOne(afterObject(consumer(), undefined), 'change-consumer-deleted'),
    ).toMatchObject({ severity: 'error', outcome: 'data-loss' });
  });

  it('deletes messages of an interest stream', () => {
    const found = afterObject(consumer(), undefined, [stream('interest')]);
    expect(theOne(found, 'change-consumer-deleted').consequence).toContain(
      'all of them',
    );
  });

  it('leaves it on the server where it is guarded', () => {
    const kept = consumer({ preventDelete: true });
    expect(
      theOne(afterObject(kept, undefined), 'change-consumer-deleted'),
    ).toMatchObject({ severity: 'warning', outcome: 'unmanaged' });
  });

  it('is quiet for a new one', () => {
    expect(afterObject(undefined, consumer())).toEqual([]);
  });

  it('counts another durableName as another consumer', () => {
    expect(idsOf(between({}, { durableName: 'other' }))).toEqual([
      'change-consumer-deleted',
    ]);
  });
});
