import { MessagingSpec } from '@nats-portal/plugin-nats-common';
import { GenerateRequest } from '../settings/GenerateRequest';

/** The example that the form starts with. */
export const classicMessaging: MessagingSpec = {
  streams: [
    {
      name: 'JOBS',
      subjects: ['jobs.>'],
      retention: 'workqueue',
      storage: 'file',
      replicas: 3,
      maxAge: '24h',
      // As the form has it: 256Mi.
      maxBytes: 268_435_456,
      discard: 'old',
      consumers: [
        {
          durableName: 'echo-workers',
          filterSubject: 'jobs.echo',
          ackPolicy: 'explicit',
          ackWait: '30s',
          maxDeliver: 3,
          worker: { minReplicaCount: 0, maxReplicaCount: 5, lagThreshold: 10 },
        },
      ],
    },
  ],
};

/** Buckets, one with every field that fits together and one with none. */
export const bucketMessaging: Required<
  Pick<MessagingSpec, 'keyValues' | 'objectStores'>
> = {
  keyValues: [
    {
      bucket: 'Shop_Settings',
      description: 'What the shop is set to, by key',
      history: 5,
      storage: 'file',
      replicas: 3,
      ttl: '7d',
      limitMarkerTtl: '1m',
      maxBytes: 10_000_000,
      maxValueSize: 100_000,
      compression: true,
      republish: { destination: 'settings.>' },
    },
    { bucket: 'sessions' },
  ],
  objectStores: [
    {
      bucket: 'Invoices',
      description: 'Invoices, as PDF',
      storage: 'file',
      replicas: 1,
      ttl: '30d',
      maxBytes: 20_000_000,
      compression: false,
      metadata: { team: 'billing' },
    },
    { bucket: 'files' },
  ],
};

/** Two teams on one broker: streams, consumers and buckets of the same names, which neither sees of the other. */
export const twoAccounts: Pick<GenerateRequest, 'accounts' | 'messaging'> = {
  accounts: [
    { name: 'APP' },
    { name: 'BILLING', maxFileStore: '2Gi', publishers: ['till'] },
  ],
  messaging: {
    streams: [
      ...classicMessaging.streams,
      ...classicMessaging.streams.map(stream => ({
        ...stream,
        account: 'BILLING',
      })),
    ],
    keyValues: [{ bucket: 'rates', ttl: '24h', account: 'BILLING' }],
  },
};

/** The classic example, with what a test changes. */
export function request(
  changes: Partial<GenerateRequest> = {},
): GenerateRequest {
  return {
    cluster: 'local',
    owner: 'group:default/platform',
    messaging: classicMessaging,
    ...changes,
  };
}
