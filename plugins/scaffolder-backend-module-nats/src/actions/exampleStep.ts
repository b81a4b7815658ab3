import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** An example of an action as the Actions page shows it: one step of a template. */
export function exampleStep(
  description: string,
  step: { id: string; name: string; action: string; input: object },
): TemplateExample {
  return { description, example: stringify({ steps: [step] }) };
}
