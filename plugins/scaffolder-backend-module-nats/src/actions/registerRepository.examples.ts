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
  example('A repository on a git host', {
    catalogInfoUrl:
      'https://github.com/platform/local-nats/blob/main/catalog-info.yaml',
  }),
  example('A repository on the disk, waiting for its broker', {
    catalogInfoUrl: 'file:///srv/repositories/local-nats/catalog-info.yaml',
    entityRefs: ['resource:default/local-nats'],
  }),
  example('A pull request to a fleet repository', {
    catalogInfoUrl:
      'https://gitlab.com/platform/fleet/-/blob/main/clusters/local/nats/catalog-info.yaml',
    pending: true,
  }),
];
