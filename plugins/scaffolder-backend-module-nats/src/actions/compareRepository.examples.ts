import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

function example(description: string, input: object): TemplateExample {
  return {
    description,
    example: stringify({
      steps: [
        {
          id: 'compare',
          name: 'See what it does',
          action: 'nats:repository:compare',
          input,
        },
      ],
    }),
  };
}

/** Each is run by a test. */
export const examples: TemplateExample[] = [
  example('A repository as it is, and as it would be', {
    beforePath: 'before',
    afterPath: 'after',
  }),
  example('One broker of a fleet repository', {
    beforePath: 'before/clusters/local',
    afterPath: 'after/clusters/local',
  }),
];
