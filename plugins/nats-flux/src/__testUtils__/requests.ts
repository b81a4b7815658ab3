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
