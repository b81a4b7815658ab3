import {
  afterObject,
  brokerRelease,
  idsOf,
  theOne,
} from '../../__testUtils__/repositories';

function kustomization(spec: object = {}): object {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'nats', namespace: 'flux-system' },
    spec: {
      path: './nats',
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'nats' },
      ...spec,
    },
  };
}

const between = (before: object, after: object) =>
  afterObject(kustomization(before), kustomization(after));

describe('change-flux-removed', () => {
  it.each([
    ['pruning', {}, 'error', 'data-loss'],
    ['not pruning', { prune: false }, 'warning', 'unmanaged'],
    [
      'asked to delete',
      { prune: false, deletionPolicy: 'Delete' },
      'error',
      'data-loss',
    ],
    [
      'asked to leave all',
      { deletionPolicy: 'Orphan' },
      'warning',
      'unmanaged',
    ],
  ])('%s', (_what, spec, severity, outcome) => {
    expect(
      theOne(
        afterObject(kustomization(spec), undefined),
        'change-flux-removed',
      ),
    ).toMatchObject({ severity, outcome });
  });

  it('is quiet for a new one', () => {
    expect(afterObject(undefined, kustomization())).toEqual([]);
  });
});

describe('change-flux-prune', () => {
  it('fires when pruning begins', () => {
    expect(idsOf(between({ prune: false }, {}))).toEqual(['change-flux-prune']);
    expect(between({}, { prune: false })).toEqual([]);
  });
});

describe('change-flux-source', () => {
  it('deletes what is not in the new place', () => {
    expect(
      theOne(between({}, { path: './other' }), 'change-flux-source').outcome,
    ).toBe('data-loss');
    expect(
      theOne(
        between({ prune: false }, { prune: false, sourceRef: { name: 'x' } }),
        'change-flux-source',
      ).outcome,
    ).toBe('unmanaged');
  });

  it('is quiet for the same path in other words, and for times', () => {
    expect(
      between({}, { path: 'nats/', interval: '2h', timeout: '9m' }),
    ).toEqual([]);
  });
});

describe('change-identity by Flux', () => {
  it.each(['targetNamespace', 'namePrefix', 'nameSuffix'])('%s', key => {
    expect(theOne(between({}, { [key]: 'x' }), 'change-identity').outcome).toBe(
      'empty-store',
    );
    expect(between({ [key]: 'x' }, { [key]: 'x' })).toEqual([]);
  });
});

describe('change-flux-suspend', () => {
  it('says that nothing is applied', () => {
    expect(idsOf(between({}, { suspend: true }))).toEqual([
      'change-flux-suspend',
    ]);
    expect(between({ suspend: true }, { suspend: false })).toEqual([]);
    expect(
      idsOf(
        afterObject(brokerRelease({}), brokerRelease({}, { suspend: true })),
      ),
    ).toEqual(['change-flux-suspend']);
  });
});

describe('change-namespace-removed', () => {
  const namespace = (annotations: object) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'nats', annotations },
  });

  it('deletes the volumes', () => {
    expect(
      theOne(afterObject(namespace({}), undefined), 'change-namespace-removed'),
    ).toMatchObject({ severity: 'error', outcome: 'data-loss' });
  });

  it('is quiet where it must not be pruned', () => {
    const guarded = namespace({
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
    expect(afterObject(guarded, undefined)).toEqual([]);
  });
});
