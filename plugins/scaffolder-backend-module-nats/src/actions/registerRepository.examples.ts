import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleStep } from './exampleStep';

const example = (description: string, input: object) =>
  exampleStep(description, {
    id: 'register',
    name: 'Register in the catalog',
    action: 'nats:repository:register',
    input,
  });

/** Each is run by a test. */
export const examples: TemplateExample[] = [
  example('A repository of the disk', { repository: 'local-nats' }),
  example('A repository, waiting for its broker', {
    repository: 'local-nats',
    entityRefs: ['resource:default/local-nats'],
  }),
];
