import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleStep } from './exampleStep';

const example = (description: string, input: object) =>
  exampleStep(description, {
    id: 'publish',
    name: 'Publish on disk',
    action: 'nats:repository:publish',
    input,
  });

/** Each is run by a test. */
export const examples: TemplateExample[] = [
  example('The workspace under a name', { repository: 'local-nats' }),
  example('The workspace with a commit message', {
    repository: 'local-orders',
    message: 'Add the orders broker',
  }),
  example('A folder of the workspace', {
    repository: 'local-jobs',
    sourcePath: 'brokers/jobs',
  }),
  example('A name with dots and underscores', {
    repository: 'team_a.nats',
  }),
];
