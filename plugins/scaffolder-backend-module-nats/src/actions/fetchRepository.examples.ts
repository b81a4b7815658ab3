import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleStep } from './exampleStep';

const example = (description: string, input: object) =>
  exampleStep(description, {
    id: 'fetch',
    name: 'Fetch the repository',
    action: 'nats:repository:fetch',
    input,
  });

/** Each is run by a test. */
export const examples: TemplateExample[] = [
  example('The repository of a broker, into a folder of the workspace', {
    entityRef: 'resource:default/local-nats',
    targetPath: 'repository',
  }),
  example('The repository of a worker, which is that of its broker', {
    entityRef: 'component:default/local-nats-echo-workers',
  }),
];
