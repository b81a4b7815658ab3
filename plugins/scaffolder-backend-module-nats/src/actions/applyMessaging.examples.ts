import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleStep } from './exampleStep';

const example = (description: string, input: object) =>
  exampleStep(description, {
    id: 'apply',
    name: 'Create streams and consumers',
    action: 'nats:messaging:apply',
    input,
  });

/** Each is run by a test against a real broker. */
export const examples: TemplateExample[] = [
  example('A work queue with one consumer', {
    broker: 'local',
    messaging: {
      streams: [
        {
          name: 'JOBS',
          subjects: ['jobs.>'],
          retention: 'workqueue',
          maxAge: '24h',
          consumers: [
            {
              durableName: 'echo-workers',
              filterSubject: 'jobs.echo',
              ackWait: '30s',
              maxDeliver: 3,
            },
          ],
        },
      ],
    },
  }),
  example('A stream of a named account, a week long and at most 1 GiB', {
    broker: 'local',
    account: 'APP',
    messaging: {
      streams: [
        {
          name: 'EVENTS',
          subjects: ['events.>'],
          maxAge: '7d',
          maxBytes: 1073741824,
        },
      ],
    },
  }),
  example('A consumer that waits longer after each failed delivery', {
    broker: 'local',
    messaging: {
      streams: [
        {
          name: 'ORDERS',
          subjects: ['orders.>'],
          maxMsgs: 100000,
          consumers: [
            {
              durableName: 'billing',
              filterSubject: 'orders.paid',
              maxDeliver: 4,
              backoff: ['5s', '30s', '5m'],
            },
          ],
        },
      ],
    },
  }),
  example('A broker that Flux may still have to create', {
    broker: 'minicloud-nats',
    whenAbsent: 'leave-to-flux',
    messaging: {
      streams: [{ name: 'LOGS', subjects: ['logs.>'], maxAge: '48h' }],
    },
  }),
];
