import { objectIn, objectsIn } from '../__testUtils__/generated';
import { classicMessaging, request } from '../__testUtils__/requests';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { PlatformDefaults } from '../settings/PlatformDefaults';
import { resolveSettings } from '../settings/resolveSettings';
import { generate } from './generate';

const PATH = 'workers/print-out.yaml';

const messaging = {
  streams: [
    {
      ...classicMessaging.streams[0],
      consumers: [
        {
          durableName: 'Print_Out',
          maxDeliver: 3,
          worker: { lagThreshold: 40 },
        },
      ],
    },
  ],
};

function withScaler(): PlatformDefaults {
  const defaults = theDefaults();
  return {
    ...defaults,
    platform: { ...defaults.platform, scaler: 'prometheus' },
  };
}

const resolved = (cluster: string) =>
  resolveSettings(
    request({ cluster, name: 'orders', messaging }),
    withScaler(),
  );

describe('a worker scaled by what Prometheus knows', () => {
  it('has that trigger, and no other', async () => {
    const { settings } = resolved('minicloud');
    const files = generate(settings, await theSkeleton());
    const { triggers, fallback } = objectIn(files, PATH, 'ScaledObject').spec;
    const matchers =
      'namespace="orders",is_consumer_leader="true",account="APP",stream_name="JOBS",consumer_name="Print_Out"';
    expect(triggers).toEqual([
      {
        type: 'prometheus',
        metadata: {
          serverAddress:
            'http://prometheus-operated.monitoring.svc.cluster.local:9090',
          query: `max(nats_consumer_num_pending{${matchers}})\n+ max(nats_consumer_num_ack_pending{${matchers}})`,
          threshold: '40',
          activationThreshold: '0',
          ignoreNullValues: 'false',
        },
      },
    ]);
    expect(fallback.behavior).toBe('currentReplicasIfHigher');
  });

  it('lets KEDA no longer through to the monitoring port', async () => {
    const { settings } = resolved('minicloud');
    const files = generate(settings, await theSkeleton());
    expect(
      objectsIn(files, 'nats/network-policy.yaml').map(
        ({ metadata }) => metadata.name,
      ),
    ).not.toContain('nats-monitoring');
  });

  it('is refused where KEDA has nobody to ask', () => {
    expect(resolved('bramble').findings).toContainEqual(
      expect.objectContaining({ id: 'settings-scaler', severity: 'error' }),
    );
    expect(
      resolved('minicloud').findings.filter(
        ({ severity }) => severity === 'error',
      ),
    ).toEqual([]);
  });
});
