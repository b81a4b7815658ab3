import {
  isChildPath,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { existsSync } from 'node:fs';
import { commitChange } from '../repositories/commitChange';
import { CommitAuthor } from '../repositories/publishToDisk';
import { readWorkspace } from '../repositories/readWorkspace';
import { examples } from './commitRepository.examples';

/** The author of commits where the user has no profile, as in Backstage's own actions. */
const DEFAULT_AUTHOR: CommitAuthor = {
  name: 'Scaffolder',
  email: 'scaffolder@backstage.io',
};

/**
 * `nats:repository:commit` commits a change to a repository on the backend's own
 * disk, for portals without a git host.
 */
export function createCommitRepositoryAction(options: { directory: string }) {
  return createTemplateAction({
    id: 'nats:repository:commit',
    description:
      'Commits changed files to a repository in nats.repositories.directory on the disk of the backend; committing the same again changes nothing',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          repository: z
            .string()
            .describe(
              'Name of the repository, as nats:repository:fetch says it',
            ),
          base: z
            .string()
            .describe(
              'Id of the commit that the change was made for, as nats:repository:fetch says it',
            ),
          sourcePath: z
            .string()
            .describe('Folder of the workspace with the changed files alone'),
          remove: z
            .array(z.string())
            .optional()
            .describe('Paths of files that go'),
          title: z.string().describe('First line of the commit message'),
          description: z
            .string()
            .optional()
            .describe('The rest of the commit message'),
        }),
      output: z =>
        z.object({
          folder: z.string().describe('The repository on the disk'),
          commit: z.string().describe('Id of the commit, empty in a dry run'),
          created: z
            .boolean()
            .describe('False where the repository held the change already'),
        }),
    },
    async handler(ctx) {
      const { repository, base, remove = [], title } = ctx.input;
      const { sourcePath, description } = ctx.input;
      const folder = resolveSafeChildPath(options.directory, repository);
      ctx.output('folder', folder);
      if (
        !isChildPath(options.directory, folder) ||
        !existsSync(resolveSafeChildPath(folder, '.git'))
      ) {
        throw new NotFoundError(`repository: ${folder} is no repository`);
      }
      const files = await readWorkspace(
        resolveSafeChildPath(ctx.workspacePath, sourcePath),
        'sourcePath',
      );
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Dry run: would commit ${files.size} files to ${folder}`,
        );
        ctx.output('commit', '');
        ctx.output('created', false);
        return;
      }
      const profile = ctx.user?.entity?.spec.profile;
      ctx.signal?.throwIfAborted();
      const { commit, created } = await ctx.checkpoint({
        key: `nats.repository.commit.${repository}.${base}`,
        fn: async () => {
          const done = await commitChange({
            change: { files, remove },
            folder,
            base,
            author: {
              name: profile?.displayName ?? DEFAULT_AUTHOR.name,
              email: profile?.email ?? DEFAULT_AUTHOR.email,
            },
            message: [title, description]
              .filter(text => text?.trim())
              .join('\n\n'),
          });
          return { commit: done.commit, created: done.created };
        },
      });
      ctx.logger.info(
        created
          ? `Committed ${commit} to ${folder}`
          : `${folder} holds the change already, at ${commit}`,
      );
      ctx.output('commit', commit);
      ctx.output('created', created);
    },
  });
}
