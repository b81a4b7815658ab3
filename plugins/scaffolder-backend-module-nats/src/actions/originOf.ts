import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { Provenance } from '@nats-portal/plugin-nats-common';

/** Who runs which template in which task. */
export function originOf({
  user,
  templateInfo,
  task,
}: Pick<ActionContext<object>, 'user' | 'templateInfo' | 'task'>): Provenance {
  return {
    creator: user?.ref,
    template: templateInfo?.entityRef,
    task: task.id,
  };
}
