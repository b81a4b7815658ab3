import { Entity } from '@backstage/catalog-model';
import { readEntityMessaging } from './annotations';

function read(annotations?: Record<string, string>) {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'worker', annotations },
  };
  return readEntityMessaging(entity);
}

describe('readEntityMessaging', () => {
  it('reads everything that the annotations name', () => {
    expect(
      read({
        'nats.io/broker': ' local ',
        'nats.io/account': 'APP',
        'nats.io/consumers': 'JOBS/echo-workers, ORDERS/*,JOBS / audit',
        'nats.io/streams': 'JOBS, ORDERS ,JOBS',
      }),
    ).toEqual({
      broker: 'local',
      account: 'APP',
      consumers: [
        { stream: 'JOBS', consumer: 'echo-workers' },
        { stream: 'ORDERS', consumer: '*' },
        { stream: 'JOBS', consumer: 'audit' },
      ],
      streams: ['JOBS', 'ORDERS'],
      findings: [],
    });
  });

  it.each<Record<string, string> | undefined>([
    undefined,
    {},
    { 'nats.io/broker': ' ', 'nats.io/consumers': ' , ' },
  ])('reads nothing from %j', annotations => {
    expect(read(annotations)).toEqual({
      broker: undefined,
      account: undefined,
      consumers: [],
      streams: [],
      findings: [],
    });
  });

  it('names a consumer once', () => {
    expect(read({ 'nats.io/consumers': 'S/c,S/c' }).consumers).toHaveLength(1);
  });

  it.each(['c', '/c', 'S/', '*/c', 'S/a/b', 'S/a.b', 'S/echo-*', 'S S/c'])(
    'annotation-consumer: finds that %j names no consumer, and keeps the others',
    part => {
      const { consumers, findings } = read({
        'nats.io/consumers': `S/a,${part},S/b`,
      });
      expect(consumers).toEqual([
        { stream: 'S', consumer: 'a' },
        { stream: 'S', consumer: 'b' },
      ]);
      expect(findings).toEqual([
        {
          id: 'annotation-consumer',
          severity: 'error',
          path: 'metadata.annotations["nats.io/consumers"]',
          message: `"${part}" names no consumer; write STREAM/consumer, or STREAM/* for all of a stream`,
        },
      ]);
    },
  );

  it('annotation-stream: finds what cannot be the name of a stream, and keeps the others', () => {
    const { streams, findings } = read({ 'nats.io/streams': 'A,b.c,D' });
    expect(streams).toEqual(['A', 'D']);
    expect(findings).toEqual([
      expect.objectContaining({
        id: 'annotation-stream',
        path: 'metadata.annotations["nats.io/streams"]',
      }),
    ]);
  });
});

describe('nats.io/thresholds', () => {
  const annotated = (text: string) =>
    readEntityMessaging({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'c', annotations: { 'nats.io/thresholds': text } },
    });

  it('reads values by key', () => {
    expect(
      annotated('behind-warning=10m, unprocessed-critical = 1000'),
    ).toMatchObject({
      thresholds: { 'behind-warning': '10m', 'unprocessed-critical': '1000' },
      findings: [],
    });
  });

  it('says what it cannot read, each', () => {
    const { findings, thresholds } = annotated(
      '10m, lag=3, waiting-critical=x, ',
    );
    expect(new Set(findings.map(({ id }) => id))).toEqual(
      new Set(['annotation-threshold']),
    );
    expect(findings.map(({ message }) => message)).toEqual([
      '"10m" is no threshold; write key=value',
      expect.stringMatching(/^"lag" is no threshold; there are /),
      'waiting-critical: "x" is no number',
    ]);
    expect(thresholds).toEqual({ lag: '3', 'waiting-critical': 'x' });
  });

  it('reads how consumers are scaled, and says what it cannot read', () => {
    const { scaling, findings } = read({
      'nats.io/scaling': 'JOBS/echo lagThreshold=5, JOBS/mail max=5',
    });
    expect(scaling).toEqual({
      'JOBS/echo': {
        minReplicaCount: 0,
        maxReplicaCount: 100,
        lagThreshold: 5,
        activationLagThreshold: 0,
      },
    });
    expect(findings).toMatchObject([
      {
        id: 'annotation-scaling',
        path: 'metadata.annotations["nats.io/scaling"]',
        message: expect.stringContaining('JOBS/mail'),
      },
    ]);
  });
});
