import { exampleStep } from './exampleStep';

const step = {
  id: 'describe',
  name: 'Write down what is wanted',
  action: 'nats:messaging:describe',
};

/** Each is run by a test. */
export const examples = [
  exampleStep('A stream with one consumer', {
    ...step,
    input: {
      brokerRef: 'resource:default/local-nats',
      name: 'orders',
      owner: 'group:default/team-a',
      messaging: {
        streams: [
          {
            name: 'ORDERS',
            subjects: ['orders.>'],
            consumers: [{ durableName: 'billing', maxDeliver: 3 }],
          },
        ],
      },
    },
  }),
];
