import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleStep } from './exampleStep';

const jobs = {
  streams: [
    {
      name: 'JOBS',
      subjects: ['jobs.>'],
      retention: 'workqueue',
      storage: 'file',
      maxAge: '24h',
      discard: 'old',
      consumers: [
        {
          durableName: 'echo-workers',
          filterSubject: 'jobs.echo',
          ackWait: '30s',
          maxDeliver: 3,
          worker: { maxReplicaCount: 5, lagThreshold: 10 },
        },
      ],
    },
  ],
};

const example = (description: string, input: object) =>
  exampleStep(description, {
    id: 'generate',
    name: 'Generate the repository',
    action: 'nats:repository:generate',
    input,
  });

/** Each is run by a test. */
export const examples: TemplateExample[] = [
  example('A broker with a work queue and its workers, all defaults', {
    cluster: 'resource:default/local',
    owner: 'group:default/team-a',
    messaging: jobs,
  }),
  example('A single server with a store of its own size', {
    cluster: 'bramble',
    name: 'sensors',
    owner: 'group:default/team-a',
    servers: 1,
    storageSize: '4Gi',
    messaging: {
      streams: [{ name: 'READINGS', subjects: ['readings.>'], maxAge: '7d' }],
    },
  }),
  example('A stream that two consumers read, each with its own pace', {
    cluster: 'minicloud',
    name: 'orders',
    owner: 'group:default/team-a',
    messaging: {
      streams: [
        {
          name: 'ORDERS',
          subjects: ['orders.>'],
          maxAge: '72h',
          consumers: [
            { durableName: 'billing', filterSubject: 'orders.paid' },
            {
              durableName: 'audit',
              maxDeliver: 5,
              backoff: ['1s', '10s', '1m'],
            },
          ],
        },
      ],
    },
  }),
  example('Key-value buckets and an object store beside the streams', {
    cluster: 'minicloud',
    name: 'shop',
    owner: 'group:default/team-a',
    messaging: {
      ...jobs,
      keyValues: [
        { bucket: 'settings', history: 5, maxBytes: '10Mi' },
        { bucket: 'sessions', ttl: '24h', limitMarkerTtl: '1m' },
      ],
      objectStores: [{ bucket: 'invoices', maxBytes: '100Mi' }],
    },
  }),
  example('A broker whose streams the portal makes, not Flux', {
    cluster: 'local',
    owner: 'group:default/team-a',
    provisioning: 'portal',
    messaging: jobs,
  }),
  example('For a fleet repository that another source of Flux holds', {
    cluster: 'minicloud',
    owner: 'group:default/team-a',
    layout: 'fleet',
    source: { kind: 'OCIRepository', name: 'fleet' },
    messaging: jobs,
  }),
  example('Into a folder of the workspace, without any stream yet', {
    cluster: 'local',
    name: 'empty',
    owner: 'group:default/team-a',
    messaging: { streams: [] },
    targetPath: 'brokers/empty',
  }),
];
