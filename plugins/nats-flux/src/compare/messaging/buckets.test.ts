import {
  afterObject,
  idsOf,
  repository,
  theOne,
} from '../../__testUtils__/repositories';
import { compareRepositories } from '../compareRepositories';

type Kind = 'KeyValue' | 'ObjectStore';

const guard = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

function bucket(kind: Kind, spec: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'jetstream.nats.io/v1beta2',
    kind,
    metadata: { name: 'things', ...metadata },
    spec: { bucket: 'things', ...spec },
  };
}

const between = (
  kind: Kind,
  before: object,
  after: object,
  beside: object[] = [],
) => afterObject(bucket(kind, before), bucket(kind, after), beside);

const text = (value: unknown) => JSON.stringify(value);

describe('change-stream-limits-lower of buckets', () => {
  it.each<[Kind, string, object, object]>([
    ['KeyValue', 'history', { history: 5 }, { history: 2 }],
    ['KeyValue', 'history left out', { history: 5 }, {}],
    ['KeyValue', 'ttl', {}, { ttl: '1h' }],
    ['ObjectStore', 'ttl', { ttl: '48h' }, { ttl: '1h' }],
  ])('%s: %s deletes', (kind, _what, before, after) => {
    const found = theOne(
      between(kind, before, after),
      'change-stream-limits-lower',
    );
    expect(found).toMatchObject({ severity: 'error', outcome: 'data-loss' });
    expect(found.consequence).not.toContain('delivered');
  });

  it.each<[Kind, string]>([
    ['KeyValue', 'nats kv info things'],
    ['ObjectStore', 'nats object info things'],
  ])('%s: the size deletes nothing, and refuses what is new', (kind, info) => {
    const found = theOne(
      between(kind, { maxBytes: 2000 }, { maxBytes: 1000 }),
      'change-stream-limits-lower',
    );
    expect(found).toMatchObject({ severity: 'warning', outcome: 'behaviour' });
    expect(found.consequence).toContain('writing fails');
    expect(found.procedure).toMatchObject([{ command: info }]);
  });

  it('is quiet about more, and about a default that is written out', () => {
    expect(between('KeyValue', { history: 2 }, { history: 5 })).toEqual([]);
    expect(between('KeyValue', {}, { history: 1 })).toEqual([]);
    expect(between('KeyValue', { history: 1 }, { history: 0 })).toEqual([]);
    expect(between('ObjectStore', { ttl: '1h' }, { ttl: '0s' })).toEqual([]);
  });
});

describe('change-stream-storage of buckets', () => {
  it.each<[Kind, string]>([
    ['KeyValue', 'sources'],
    ['ObjectStore', 'nats object put'],
  ])('%s: is refused, and says how to copy it', (kind, how) => {
    const found = theOne(
      between(kind, {}, { storage: 'memory' }),
      'change-stream-storage',
    );
    expect(found.outcome).toBe('immutable');
    expect(text(found.procedure)).toContain(how);
  });
});

describe('change-stream-mirror of buckets', () => {
  const mirror = { mirror: { name: 'other' } };
  const of = (before: object, after: object, version?: string) =>
    theOne(
      between(
        'KeyValue',
        before,
        after,
        version === undefined ? [] : [broker(version)],
      ),
      'change-stream-mirror',
    );

  function broker(version: string): object {
    return {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'nats' },
      spec: { chart: { spec: { chart: 'nats', version } }, values: {} },
    };
  }

  it('makes a bucket of its own where the servers can do that', () => {
    for (const version of [undefined, '2.14.2']) {
      expect(of(mirror, {}, version)).toMatchObject({
        severity: 'warning',
        outcome: 'behaviour',
      });
    }
  });

  it('is refused otherwise', () => {
    for (const found of [
      of(mirror, {}, '2.10.27'),
      of({}, mirror, '2.14.2'),
      of(mirror, { mirror: { name: 'another' } }),
    ]) {
      expect(found).toMatchObject({ severity: 'error', outcome: 'immutable' });
    }
  });
});

describe('change-stream-oneway of buckets', () => {
  it('marks cannot be given up', () => {
    for (const after of [{}, { limitMarkerTtl: 0 }]) {
      const found = theOne(
        between('KeyValue', { limitMarkerTtl: 60e9 }, after),
        'change-stream-oneway',
      );
      expect(found.outcome).toBe('immutable');
      expect(text(found.procedure)).toContain('limitMarkerTtl: 1000000000');
    }
  });

  it('is quiet about marks that come, or last otherwise', () => {
    expect(between('KeyValue', {}, { limitMarkerTtl: 60e9 })).toEqual([]);
    expect(
      between('KeyValue', { limitMarkerTtl: 60e9 }, { limitMarkerTtl: 1e9 }),
    ).toEqual([]);
  });
});

describe('what the controller sends at each update of a bucket', () => {
  it.each<[Kind, object]>([
    ['KeyValue', { ttl: '1h' }],
    ['KeyValue', { compression: true }],
    ['KeyValue', { republish: { destination: 'r.>' } }],
    ['KeyValue', { sources: [{ name: 'a' }] }],
    ['KeyValue', { placement: { tags: ['ssd'] } }],
    ['ObjectStore', { compression: true, description: 'x' }],
    ['ObjectStore', { metadata: { team: 'a' } }],
  ])('can be taken out of a %s: %j', (kind, spec) => {
    expect(idsOf(between(kind, spec, {}))).toEqual([]);
  });
});

describe('change-stream-deleted of buckets', () => {
  it.each<[Kind, string, string]>([
    ['KeyValue', 'nats kv del things', 'values'],
    ['ObjectStore', 'nats object del things', 'objects'],
  ])('%s: stays where it is guarded', (kind, command, contents) => {
    const found = theOne(
      afterObject(bucket(kind, {}, { annotations: guard }), undefined),
      'change-stream-deleted',
    );
    expect(found).toMatchObject({ severity: 'warning', outcome: 'unmanaged' });
    expect(found.consequence).toContain(contents);
    expect(found.procedure.map(each => each.command)).toEqual([
      expect.stringContaining('info'),
      `kubectl delete ${kind.toLowerCase()} things`,
      command,
    ]);
  });

  it.each<Kind>(['KeyValue', 'ObjectStore'])(
    '%s: is lost where it is not',
    kind => {
      const found = theOne(
        afterObject(bucket(kind), undefined),
        'change-stream-deleted',
      );
      expect(found).toMatchObject({ severity: 'error', outcome: 'data-loss' });
      expect(found.consequence).not.toContain('consumers');
    },
  );

  it('goes with its consumers, and leaves those of a stream called alike to be named', () => {
    const consumer = (streamName: string) => ({
      apiVersion: 'jetstream.nats.io/v1beta2',
      kind: 'Consumer',
      metadata: { name: 'workers' },
      spec: { streamName, durableName: 'workers' },
    });
    const idsAfter = (streamName: string) =>
      idsOf(
        compareRepositories(
          repository({ 'a.yaml': [bucket('KeyValue'), consumer(streamName)] }),
          repository({}),
        ),
      );
    expect(idsAfter('KV_things')).toEqual(['change-stream-deleted']);
    expect(idsAfter('things')).toContain('change-consumer-deleted');
  });

  it('another name is another bucket', () => {
    const found = theOne(
      between('KeyValue', { preventDelete: true }, { bucket: 'others' }),
      'change-stream-deleted',
    );
    expect(found.outcome).toBe('empty-store');
    expect(text(found.procedure)).toContain('sources');
  });
});

describe('how buckets are kept', () => {
  it.each<Kind>(['KeyValue', 'ObjectStore'])('%s: account and guards', kind => {
    expect(idsOf(between(kind, {}, { account: 'other' }))).toEqual([
      'change-account',
    ]);
    expect(idsOf(between(kind, { preventDelete: true }, {}))).toEqual([
      'change-guard-removed',
    ]);
    expect(
      idsOf(between(kind, {}, { preventUpdate: true, maxBytes: 9 })),
    ).toEqual(['change-nack-prevent-update']);
    expect(idsOf(between(kind, { replicas: 3 }, { replicas: 1 }))).toEqual([
      'change-stream-replicas-down',
    ]);
    expect(
      idsOf(
        between(
          kind,
          { replicas: 3 },
          { replicas: 5, placement: { cluster: 'b' } },
        ),
      ),
    ).toEqual(['change-stream-replicas-placement']);
  });
});
