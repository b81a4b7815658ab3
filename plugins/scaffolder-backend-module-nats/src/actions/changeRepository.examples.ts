import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleStep } from './exampleStep';

const example = (description: string, input: object) =>
  exampleStep(description, {
    id: 'change',
    name: 'Change the repository',
    action: 'nats:repository:change',
    input,
  });

/** Each is run by a test. */
export const examples: TemplateExample[] = [
  example('More memory and storage, in the fetched repository', {
    path: 'repository',
    memory: '1Gi',
    storageSize: '20Gi',
  }),
  example('Other limits of a stream and more workers; the rest stays', {
    path: 'repository',
    streams: [
      {
        name: 'JOBS',
        maxAge: '48h',
        consumers: [
          { durableName: 'echo-workers', worker: { maxReplicaCount: 10 } },
        ],
      },
    ],
  }),
  example('A further stream with a consumer', {
    path: 'repository',
    streams: [
      {
        name: 'ORDERS',
        subjects: ['orders.>'],
        maxAge: '72h',
        consumers: [{ durableName: 'billing', filterSubject: 'orders.paid' }],
      },
    ],
  }),
  example('A key-value bucket and an object store beside the streams', {
    path: 'repository',
    keyValues: [{ bucket: 'settings', history: 5, ttl: '30d' }],
    objectStores: [{ bucket: 'invoices', maxBytes: '100Mi' }],
  }),
  example('A consumer that goes, and its files in a folder of their own', {
    path: 'repository',
    changedPath: 'change',
    remove: ['JOBS/echo-workers'],
  }),
];
