import {
  afterObject,
  brokerRelease,
  idsOf,
  repository,
  theOne,
} from '../../__testUtils__/repositories';
import { compareRepositories } from '../compareRepositories';

const guard = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

function stream(spec: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'jetstream.nats.io/v1beta2',
    kind: 'Stream',
    metadata: { name: 'jobs', ...metadata },
    spec: {
      name: 'JOBS',
      subjects: ['jobs.>'],
      storage: 'file',
      account: 'app',
      ...spec,
    },
  };
}

function bucket(kind: 'KeyValue' | 'ObjectStore', spec: object = {}): object {
  return { ...stream(), kind, spec: { bucket: 'things', ...spec } };
}

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

function broker(version: string): object {
  return brokerRelease({}, { chart: { spec: { chart: 'nats', version } } });
}

const between = (before: object, after: object, beside: object[] = []) =>
  afterObject(stream(before), stream(after), beside);

describe('defaults of the controller', () => {
  it.each([
    ['retention', { retention: 'limits' }],
    ['limits', { maxMsgs: -1, maxBytes: 0, maxMsgsPerSubject: 0, maxAge: '' }],
    ['replicas', { replicas: 1 }],
    ['switches', { denyDelete: false, sealed: false, allowMsgCounter: false }],
    ['modes', { persistMode: 'default', compression: '' }],
    ['consumers', { maxConsumers: -1 }],
    ['an age that is off', { maxAge: '0s' }],
  ])('are no change when written out: %s', (_what, spec) => {
    expect(between({}, spec, [broker('2.12.1')])).toEqual([]);
    expect(between(spec, {}, [broker('2.12.1')])).toEqual([]);
  });

  it('are memory for a stream without storage, and file for a bucket', () => {
    expect(between({ storage: undefined }, { storage: 'memory' })).toEqual([]);
    expect(
      afterObject(bucket('KeyValue'), bucket('KeyValue', { storage: 'file' })),
    ).toEqual([]);
  });
});

describe('what the server refuses', () => {
  it.each([
    ['change-stream-storage', {}, { storage: 'memory' }],
    ['change-stream-storage', { storage: undefined }, { storage: 'file' }],
    ['change-stream-workqueue', {}, { retention: 'workqueue' }],
    [
      'change-stream-workqueue',
      { retention: 'workqueue' },
      { retention: 'interest' },
    ],
    ['change-stream-mirror', {}, { mirror: { name: 'A' } }],
    [
      'change-stream-mirror',
      { mirror: { name: 'A' } },
      { mirror: { name: 'B' } },
    ],
    ['change-stream-oneway', { denyDelete: true }, {}],
    ['change-stream-oneway', { denyPurge: true }, { denyPurge: false }],
    ['change-stream-oneway', { sealed: true }, {}],
    ['change-stream-oneway', { allowMsgTtl: true }, {}],
    ['change-stream-oneway', {}, { allowMsgCounter: true }],
    ['change-stream-oneway', {}, { persistMode: 'async' }],
    [
      'change-stream-replicas-placement',
      { replicas: 1 },
      { replicas: 3, placement: { tags: ['ssd'] } },
    ],
  ])('%s', (id, before, after) => {
    expect(theOne(between(before, after), id)).toMatchObject({
      severity: 'error',
      outcome: 'immutable',
      object: 'Stream JOBS',
    });
  });

  it.each([
    ['deny set', {}, { denyDelete: true }],
    ['more replicas', { replicas: 1 }, { replicas: 3 }],
    ['elsewhere', {}, { placement: { tags: ['ssd'] } }],
    ['interest to limits', { retention: 'interest' }, { retention: 'limits' }],
    ['a text', {}, { description: 'other' }],
    ['compression', {}, { compression: 's2' }],
  ])('is quiet for what the server takes: %s', (_what, before, after) => {
    expect(between(before, after)).toEqual([]);
  });

  it('change-stream-storage counts buckets', () => {
    for (const kind of ['KeyValue', 'ObjectStore'] as const) {
      expect(
        idsOf(afterObject(bucket(kind), bucket(kind, { storage: 'memory' }))),
      ).toEqual(['change-stream-storage']);
    }
  });

  it('change-stream-mirror: a promotion is not applied', () => {
    expect(
      theOne(
        between({ mirror: { name: 'A' }, subjects: [] }, {}),
        'change-stream-mirror',
      ).outcome,
    ).toBe('not-applied');
  });

  it('change-stream-max-consumers is refused by older servers only', () => {
    const ids = (version: string) =>
      idsOf(between({}, { maxConsumers: 5 }, [broker(version)]));
    expect(ids('2.12.4')).toEqual(['change-stream-max-consumers']);
    expect(ids('2.14.2')).toEqual([]);
  });

  it('change-consumer-limits counts the consumers that are over', () => {
    const limits = { consumerLimits: { maxAckPending: 500 } };
    expect(
      theOne(between({}, limits, [consumer()]), 'change-consumer-limits')
        .consequence,
    ).toContain('workers');
    expect(between({}, limits, [consumer({ maxAckPending: 100 })])).toEqual([]);
    expect(
      idsOf(
        between(
          { consumerLimits: { inactiveThreshold: '2h' } },
          { consumerLimits: { inactiveThreshold: '1h' } },
          [consumer({ inactiveThreshold: '90m' })],
        ),
      ),
    ).toEqual(['change-consumer-limits']);
  });
});

describe('what is lost', () => {
  it('change-stream-interest', () => {
    expect(
      theOne(between({}, { retention: 'interest' }), 'change-stream-interest'),
    ).toMatchObject({ severity: 'error', outcome: 'data-loss' });
  });

  it.each([
    ['messages', {}, { maxMsgs: 100 }],
    ['bytes', { maxBytes: 200 }, { maxBytes: 100 }],
    ['messages of a subject', {}, { maxMsgsPerSubject: 1 }],
    ['age', { maxAge: '48h' }, { maxAge: '1h' }],
    ['age, where there was none', { maxAge: '0s' }, { maxAge: '1h' }],
  ])('change-stream-limits-lower: %s', (_what, before, after) => {
    expect(
      theOne(between(before, after), 'change-stream-limits-lower'),
    ).toMatchObject({ severity: 'error', outcome: 'data-loss' });
    expect(idsOf(between(after, before))).not.toContain(
      'change-stream-limits-lower',
    );
  });

  it('change-stream-limits-lower: the same age in other words is none', () => {
    expect(between({ maxAge: '24h' }, { maxAge: '1440m' })).toEqual([]);
  });

  it('change-stream-limits-lower: new messages are refused where those are discarded', () => {
    const found = between(
      { discard: 'new', maxAge: '2h' },
      { discard: 'new', maxMsgs: 5, maxAge: '1h' },
    );
    expect(found.map(({ outcome }) => outcome)).toEqual([
      'data-loss',
      'behaviour',
    ]);
  });

  it('change-stream-limits-lower: buckets', () => {
    const after = (kind: 'KeyValue' | 'ObjectStore', spec: object) =>
      idsOf(afterObject(bucket(kind, { history: 5 }), bucket(kind, spec)));
    expect(after('KeyValue', { history: 2 })).toEqual([
      'change-stream-limits-lower',
    ]);
    expect(after('ObjectStore', { history: 5, ttl: '1h' })).toEqual([
      'change-stream-limits-lower',
    ]);
    expect(after('KeyValue', { history: 6 })).toEqual([]);
  });

  it('change-stream-replicas-down', () => {
    expect(
      theOne(between({ replicas: 3 }, {}), 'change-stream-replicas-down')
        .consequence,
    ).toContain('One copy');
    expect(between({ replicas: 3 }, { replicas: 5 })).toEqual([]);
  });
});

describe('what publishers notice', () => {
  it('change-stream-max-msg-size', () => {
    expect(idsOf(between({}, { maxMsgSize: 10 }))).toEqual([
      'change-stream-max-msg-size',
    ]);
    expect(between({ maxMsgSize: 10 }, { maxMsgSize: -1 })).toEqual([]);
    expect(
      idsOf(
        afterObject(
          bucket('KeyValue'),
          bucket('KeyValue', { maxValueSize: 9 }),
        ),
      ),
    ).toEqual(['change-stream-max-msg-size']);
  });

  it('change-stream-subject-removed', () => {
    const found = theOne(
      between({}, { subjects: ['jobs.echo'] }),
      'change-stream-subject-removed',
    );
    expect(found.consequence).toContain('jobs.>');
    expect(between({ subjects: ['jobs.echo'] }, {})).toEqual([]);
    expect(between({ subjects: ['a', 'b'] }, { subjects: ['b', 'a'] })).toEqual(
      [],
    );
  });
});

describe('change-stream-deleted', () => {
  it.each([
    ['nothing keeps it', stream(), 'error', 'data-loss'],
    ['preventDelete', stream({ preventDelete: true }), 'warning', 'unmanaged'],
    ['no pruning', stream({}, { annotations: guard }), 'warning', 'unmanaged'],
    ['a bucket', bucket('KeyValue'), 'error', 'data-loss'],
  ])('says what becomes of it: %s', (_what, object, severity, outcome) => {
    expect(
      theOne(afterObject(object, undefined), 'change-stream-deleted'),
    ).toMatchObject({ severity, outcome, file: 'file.yaml' });
    expect(afterObject(undefined, object)).toEqual([]);
  });

  it('deletes the object first where pruning leaves it, as the controller would make the stream anew', () => {
    const commands = (object: object) =>
      theOne(
        afterObject(object, undefined),
        'change-stream-deleted',
      ).procedure.flatMap(({ command }) => command ?? []);
    expect(commands(stream({}, { annotations: guard }))).toEqual([
      'nats stream info JOBS',
      'kubectl delete stream jobs',
      'nats stream rm JOBS',
    ]);
    expect(commands(stream({ preventDelete: true }))).toEqual([
      'nats stream info JOBS',
      'nats stream rm JOBS',
    ]);
  });

  it('names its consumers with it, not beside it', () => {
    const files = repository({ 'a.yaml': [stream(), consumer()] });
    expect(idsOf(compareRepositories(files, repository({})))).toEqual([
      'change-stream-deleted',
    ]);
  });

  it('sees a rename, by the object or by the subjects', () => {
    const sameObject = theOne(
      between({}, { name: 'WORK' }),
      'change-stream-deleted',
    );
    expect(sameObject).toMatchObject({ outcome: 'empty-store' });
    expect(sameObject.consequence).toContain('10065');
    const other = stream(
      { name: 'WORK', subjects: ['jobs.a'] },
      { name: 'work' },
    );
    expect(
      theOne(afterObject(stream(), other), 'change-stream-deleted'),
    ).toMatchObject({
      outcome: 'data-loss',
      changes: [{ path: '', from: 'Stream JOBS', to: 'Stream WORK' }],
    });
  });

  it('is quiet when the object is called otherwise, or stands elsewhere', () => {
    expect(afterObject(stream(), stream({}, { name: 'other' }))).toEqual([]);
  });

  it('quotes names in commands', () => {
    const [found] = afterObject(stream({ name: "$(id)'`" }), undefined);
    expect(found.procedure[0].command).toBe("nats stream info '$(id)'\\''`'");
  });
});

describe('change-nack-removed-field', () => {
  it.each([
    ['age', { maxAge: '1h' }],
    ['compression', { compression: 's2' }],
    ['sources', { sources: [{ name: 'A' }] }],
    ['a switch', { allowDirect: true }],
    ['tags', { placement: { tags: ['ssd'] } }],
    ['messages of a subject', { maxMsgsPerSubject: 3 }],
  ])('is not applied: %s', (_what, spec) => {
    expect(
      theOne(between(spec, {}), 'change-nack-removed-field'),
    ).toMatchObject({
      severity: 'error',
      outcome: 'not-applied',
    });
  });

  it('says what to write instead', () => {
    const found = theOne(
      between({ maxAge: '1h' }, {}),
      'change-nack-removed-field',
    );
    expect(found.procedure).toEqual([
      { text: expect.stringContaining('`maxAge: "0s"`') },
    ]);
  });

  it('is quiet where the neutral value is written, or always sent', () => {
    expect(between({ maxAge: '1h' }, { maxAge: '0s' })).toEqual([]);
    expect(between({ maxBytes: 5, description: 'x' }, {})).toEqual([]);
    expect(
      afterObject(bucket('KeyValue', { ttl: '1h' }), bucket('KeyValue')),
    ).toEqual([]);
  });
});

describe('how objects are kept', () => {
  it('change-nack-prevent-update: nothing is applied', () => {
    const found = between({}, { preventUpdate: true, maxMsgs: 5 });
    expect(idsOf(found)).toEqual(['change-nack-prevent-update']);
    expect(found[0].changes).toEqual([
      { path: 'spec.maxMsgs', from: undefined, to: 5 },
    ]);
    expect(between({}, { preventUpdate: true })).toEqual([]);
  });

  it('change-guard-removed', () => {
    expect(idsOf(between({ preventDelete: true }, {}))).toEqual([
      'change-guard-removed',
    ]);
    expect(
      idsOf(afterObject(stream({}, { annotations: guard }), stream())),
    ).toEqual(['change-guard-removed']);
    expect(between({}, { preventDelete: true })).toEqual([]);
  });

  it('change-account: the asset is made anew elsewhere', () => {
    const found = between({}, { account: 'other', storage: 'memory' });
    expect(idsOf(found)).toEqual(['change-account']);
    expect(found[0]).toMatchObject({
      severity: 'error',
      outcome: 'empty-store',
    });
    expect(idsOf(between({}, { servers: ['nats://other'] }))).toEqual([
      'change-account',
    ]);
    expect(between({}, { servers: [] })).toEqual([]);
  });

  it('change-account: an Account with other servers', () => {
    const account = (server: string, secret = 'a') => ({
      apiVersion: 'jetstream.nats.io/v1beta2',
      kind: 'Account',
      metadata: { name: 'app' },
      spec: { servers: [server], tls: { secret: { name: secret } } },
    });
    expect(
      idsOf(afterObject(account('nats://a'), account('nats://b'))),
    ).toEqual(['change-account']);
    expect(afterObject(account('nats://a'), account('nats://a'))).toEqual([]);
    expect(
      theOne(
        afterObject(account('nats://a'), account('nats://a', 'b')),
        'change-account',
      ),
    ).toMatchObject({ severity: 'warning', outcome: 'empty-store' });
  });

  it('keeps streams of one name in two accounts apart', () => {
    const both = (maxMsgs: number) =>
      repository({
        'a.yaml': [
          stream({}, { name: 'x' }),
          stream({ account: 'b', maxMsgs }),
        ],
      });
    const found = compareRepositories(both(9), both(5));
    expect(idsOf(found)).toEqual(['change-stream-limits-lower']);
  });

  it('change-nack-mode, in both directions', () => {
    const nack = (controlLoop?: boolean) => ({
      ...brokerRelease(
        { jetstream: { controlLoop } },
        { chart: { spec: { chart: 'nack' } } },
      ),
      metadata: { name: 'nack' },
    });
    expect(
      theOne(afterObject(nack(), nack(true)), 'change-nack-mode').procedure,
    ).not.toEqual([]);
    expect(
      theOne(afterObject(nack(true), nack()), 'change-nack-mode').consequence,
    ).toContain('not kept at all');
    expect(afterObject(nack(), nack(false))).toEqual([]);
  });
});
