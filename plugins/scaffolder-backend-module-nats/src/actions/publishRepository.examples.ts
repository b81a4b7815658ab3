import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleStep } from './exampleStep';

const example = (description: string, input: object) =>
  exampleStep(description, {
    id: 'publish',
    name: 'Publish',
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
  example('Into a fleet repository on disk, beside what it holds', {
    repository: 'fleet',
    into: 'existing',
    message: 'Add the broker nats on local',
    catalogInfoPath: 'clusters/local/nats/catalog-info.yaml',
  }),
  example('As a new repository on GitHub, for everybody in the company', {
    repoUrl: 'github.com?owner=platform&repo=local-nats',
    message: 'Add the broker nats on local',
    options: { repoVisibility: 'internal' },
  }),
  example('As a pull request to a fleet repository', {
    repoUrl: 'gitlab.com?owner=platform&repo=fleet',
    into: 'existing',
    branch: 'main',
    message: 'Add the broker nats on local',
    description: 'Made by the template NATS broker',
    catalogInfoPath: 'clusters/local/nats/catalog-info.yaml',
  }),
];
