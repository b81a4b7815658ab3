import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

function example(description: string, input: object): TemplateExample {
  return {
    description,
    example: stringify({
      steps: [
        {
          id: 'register',
          name: 'Register in the catalog',
          action: 'nats:repository:register',
          input,
        },
      ],
    }),
  };
}

/** Each is run by a test. */
export const examples: TemplateExample[] = [
  example('A repository of the disk', { repository: 'local-nats' }),
  example('A repository, waiting for its broker', {
    repository: 'local-nats',
    entityRefs: ['resource:default/local-nats'],
  }),
];
