import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  compareRepositories,
  formatConsequences,
} from '@nats-portal/plugin-nats-flux';
import { readWorkspaceFiles } from '../repositories/readWorkspaceFiles';
import { examples } from './compareRepository.examples';
import { consequenceSchema } from './consequenceSchema';

/**
 * `nats:repository:compare` says what a change of a Flux repository does to the
 * cluster that applies it. It writes nothing and refuses nothing: whether to go on
 * is for the template, or for whoever reviews the pull request.
 */
export function createCompareRepositoryAction() {
  return createTemplateAction({
    id: 'nats:repository:compare',
    description:
      'Compares two states of a Flux repository and says what the change does to brokers, streams, consumers and workers: refused, lost, restarted or reloaded, each with how to do it safely',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          beforePath: z
            .string()
            .describe('Folder of the workspace with the repository as it is'),
          afterPath: z
            .string()
            .describe(
              'Folder of the workspace with the repository as it would be',
            ),
        }),
      output: z =>
        z.object({
          consequences: z
            .array(consequenceSchema(z))
            .describe('What happens in the cluster, the worst first'),
          worst: z
            .enum(['error', 'warning', 'info', 'none'])
            .describe(
              'The severity of the worst; none where the cluster notices nothing',
            ),
          markdown: z
            .string()
            .describe('The same for the description of a pull request'),
        }),
    },
    async handler(ctx) {
      const { beforePath, afterPath } = ctx.input;
      const read = (path: string, input: string) =>
        readWorkspaceFiles(
          resolveSafeChildPath(ctx.workspacePath, path),
          input,
        );
      const consequences = compareRepositories(
        await read(beforePath, 'beforePath'),
        await read(afterPath, 'afterPath'),
      );
      for (const { id, severity, object, consequence } of consequences) {
        const text = `${object}: ${consequence} (${id})`;
        if (severity === 'info') {
          ctx.logger.info(text);
        } else {
          ctx.logger.warn(text);
        }
      }
      ctx.output('consequences', consequences);
      ctx.output('worst', consequences[0]?.severity ?? 'none');
      ctx.output('markdown', formatConsequences(consequences));
    },
  });
}
