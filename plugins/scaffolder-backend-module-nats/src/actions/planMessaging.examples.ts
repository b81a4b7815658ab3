import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleStep } from './exampleStep';

const example = (description: string, input: object) =>
  exampleStep(description, {
    id: 'plan',
    name: 'Look at the broker',
    action: 'nats:messaging:plan',
    input,
  });

const streams = [{ name: 'AUDIT', subjects: ['audit.>'], maxAge: '48h' }];

/** Each is run by a test against a real broker. */
export const examples: TemplateExample[] = [
  example('What applying a stream would do', {
    broker: 'local',
    messaging: { streams },
  }),
  example('Only new streams and consumers, none that exists', {
    broker: 'local',
    existing: 'refuse',
    messaging: { streams },
  }),
  example('In a named account', {
    broker: 'local',
    account: 'APP',
    messaging: { streams },
  }),
  example('A broker that Flux may still have to create', {
    broker: 'minicloud-nats',
    whenAbsent: 'leave-to-flux',
    messaging: { streams },
  }),
];
