import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

function example(description: string, input: object): TemplateExample {
  return {
    description,
    example: stringify({
      steps: [
        {
          id: 'lint',
          name: 'Check the repository',
          action: 'nats:repository:lint',
          input,
        },
      ],
    }),
  };
}

/** Each is run by a test. */
export const examples: TemplateExample[] = [
  example('The whole workspace; errors stop the template', {}),
  example('A fetched repository in a folder, where warnings count as well', {
    path: 'fleet',
    failOn: 'warning',
  }),
  example('A report only, without the rules that a team decided against', {
    failOn: 'never',
    ignore: ['values-config-checksum', 'values-network-policy'],
  }),
];
