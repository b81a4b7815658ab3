import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleStep } from './exampleStep';

const example = (description: string, input: object) =>
  exampleStep(description, {
    id: 'commit',
    name: 'Commit the change',
    action: 'nats:repository:commit',
    input,
  });

/** Each is run by a test. */
export const examples: TemplateExample[] = [
  example('What nats:repository:change put into a folder', {
    repository: '${{ steps.fetch.output.repository }}',
    base: '${{ steps.fetch.output.commit }}',
    sourcePath: 'change',
    remove: '${{ steps.change.output.removed }}',
    title: '${{ steps.change.output.title }}',
    description: '${{ steps.change.output.description }}',
  }),
];
