import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleStep } from './exampleStep';

const example = (description: string, input: object) =>
  exampleStep(description, {
    id: 'propose',
    name: 'Propose the change',
    action: 'nats:repository:propose',
    input: {
      ...input,
      sourcePath: 'change',
      removed: '${{ steps.change.output.removed }}',
      removedPath: 'removed',
      title: '${{ steps.change.output.title }}',
      description: '${{ steps.change.output.description }}',
    },
  });

/** Each is run by a test. */
export const examples: TemplateExample[] = [
  example('To a repository on the disk of the backend, by a commit', {
    repository: '${{ steps.fetch.output.repository }}',
    commit: '${{ steps.fetch.output.commit }}',
  }),
  example('To a repository on a git host, by a pull request', {
    repoUrl: 'gitlab.com?owner=platform&repo=fleet',
    branch: 'main',
    proposal: '${{ steps.change.output.branch }}',
  }),
];
