import {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';

/** Runs an action; what it put out, by name. */
export async function runAction(
  action: unknown,
  input: object,
  context: Partial<ActionContext<object>>,
): Promise<Record<string, unknown>> {
  const { handler } = action as TemplateAction<object>;
  const output: Record<string, unknown> = {};
  await handler({
    ...createMockActionContext({ input }),
    ...context,
    output: (name: string, value: unknown) => {
      output[name] = value;
    },
  } as Parameters<typeof handler>[0]);
  return output;
}
