import { afterObject, idsOf, theOne } from '../../__testUtils__/repositories';

function scaled(spec: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'workers' },
    spec: {
      scaleTargetRef: { name: 'workers' },
      fallback: { failureThreshold: 3, replicas: 1 },
      triggers: [
        {
          type: 'nats-jetstream',
          metadata: {
            account: 'APP',
            stream: 'JOBS',
            consumer: 'w',
            ...metadata,
          },
        },
      ],
      ...spec,
    },
  };
}

describe('change-keda-threshold', () => {
  it.each([
    ['fewer', scaled({ maxReplicaCount: 5 })],
    ['at least', scaled({ minReplicaCount: 1 })],
    ['lag', scaled({}, { lagThreshold: '100' })],
    ['activation', scaled({}, { activationLagThreshold: '5' })],
  ])('asks for other numbers of workers: %s', (_what, after) => {
    for (const found of [
      afterObject(scaled(), after),
      afterObject(after, scaled()),
    ]) {
      expect(theOne(found, 'change-keda-threshold').severity).toBe('warning');
    }
  });

  it('is quiet for defaults written out, as number or text', () => {
    const after = scaled(
      { minReplicaCount: 0, maxReplicaCount: 100, pollingInterval: 30 },
      { lagThreshold: 10, activationLagThreshold: '0' },
    );
    expect(afterObject(scaled(), after)).toEqual([]);
  });
});

/** Scaled by the same backlog, asked of Prometheus. */
const asked = (metadata: object = {}, consumer = 'w') =>
  scaled({
    triggers: [
      {
        type: 'prometheus',
        metadata: {
          query: `max(nats_consumer_num_pending{account="APP",stream_name="JOBS",consumer_name="${consumer}"})`,
          threshold: '10',
          ...metadata,
        },
      },
    ],
  });

describe('a backlog that Prometheus is asked for', () => {
  it.each([{ threshold: '100' }, { activationThreshold: '5' }])(
    'asks for other numbers of workers: %j',
    metadata => {
      const found = afterObject(asked(), asked(metadata));
      expect(theOne(found, 'change-keda-threshold').changes).toHaveLength(1);
    },
  );

  it('may be of another consumer', () => {
    expect(idsOf(afterObject(asked(), asked({}, 'x')))).toEqual([
      'change-keda-consumer',
    ]);
  });

  it('is the same backlog, whoever is asked for it', () => {
    expect(afterObject(scaled(), asked())).toEqual([]);
    expect(afterObject(asked(), asked({ activationThreshold: '0' }))).toEqual(
      [],
    );
  });
});

describe('change-keda-consumer', () => {
  it('follows another backlog', () => {
    expect(idsOf(afterObject(scaled(), scaled({}, { consumer: 'x' })))).toEqual(
      ['change-keda-consumer'],
    );
    expect(idsOf(afterObject(scaled(), scaled({ triggers: [] })))).toEqual([
      'change-keda-consumer',
    ]);
  });

  it('is quiet for another endpoint and another trigger beside it', () => {
    expect(
      afterObject(
        scaled(),
        scaled({}, { natsServerMonitoringEndpoint: 'x:8222' }),
      ),
    ).toEqual([]);
  });
});

describe('change-keda-fallback', () => {
  it('is missed while a server restarts', () => {
    expect(
      idsOf(afterObject(scaled(), scaled({ fallback: undefined }))),
    ).toEqual(['change-keda-fallback']);
    expect(afterObject(scaled({ fallback: undefined }), scaled())).toEqual([]);
  });
});

describe('change-keda-removed', () => {
  const workers = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'workers' },
  };

  it('leaves the workers uncounted', () => {
    expect(idsOf(afterObject(scaled(), undefined, [workers]))).toEqual([
      'change-keda-removed',
    ]);
  });

  it('is quiet for a new one, and when the workers go too', () => {
    expect(afterObject(undefined, scaled(), [workers])).toEqual([]);
    expect(afterObject(scaled(), undefined)).toEqual([]);
  });
});

describe('change-worker-selector', () => {
  const deployment = (app: string, image = 'a') => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'workers', namespace: 'nats' },
    spec: {
      selector: { matchLabels: { app } },
      template: { spec: { containers: [{ image }] } },
    },
  });

  it('is refused by Kubernetes', () => {
    expect(
      theOne(
        afterObject(deployment('a'), deployment('b')),
        'change-worker-selector',
      ),
    ).toMatchObject({ severity: 'error', outcome: 'rejected' });
  });

  it('is quiet for another image', () => {
    expect(afterObject(deployment('a'), deployment('a', 'b'))).toEqual([]);
  });
});
