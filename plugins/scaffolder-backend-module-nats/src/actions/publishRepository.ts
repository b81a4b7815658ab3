import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommitAuthor, publishToDisk } from '../repositories/publishToDisk';
import { examples } from './publishRepository.examples';

/** As git hosts have it: what can be a folder on every system and a part of a URL. */
const REPOSITORY_NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}$/;

/** The author of commits where the user has no profile, as in Backstage's own actions. */
const DEFAULT_AUTHOR: CommitAuthor = {
  name: 'Scaffolder',
  email: 'scaffolder@backstage.io',
};

/**
 * `nats:repository:publish` commits the workspace to a repository on the
 * backend's own disk, for portals without a git host.
 */
export function createPublishRepositoryAction(options: { directory: string }) {
  return createTemplateAction({
    id: 'nats:repository:publish',
    description:
      'Publishes the workspace as a git repository in nats.repositories.directory on the disk of the backend; publishing the same again changes nothing',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          repository: z.string().describe('Name of the repository'),
          sourcePath: z
            .string()
            .optional()
            .describe('Folder of the workspace; blank means its root'),
          message: z
            .string()
            .optional()
            .describe('Commit message; blank means "Initial commit"'),
        }),
      output: z =>
        z.object({
          remoteUrl: z.string().describe('What git clone takes'),
          folder: z.string().describe('The folder on the disk of the backend'),
          commit: z.string().describe('Id of the commit, empty in a dry run'),
          created: z
            .boolean()
            .describe('False when it was there already with the same content'),
          catalogInfoPath: z
            .string()
            .describe('The catalog descriptor on the disk of the backend'),
        }),
    },
    async handler(ctx) {
      const { repository, sourcePath = '.', message } = ctx.input;
      if (!REPOSITORY_NAME.test(repository)) {
        throw new InputError(
          `repository: "${repository}" is no name for a repository; use letters, digits, ".", "_" and "-", at most 100`,
        );
      }
      const folder = join(options.directory, repository);
      ctx.output('remoteUrl', pathToFileURL(folder).href);
      ctx.output('folder', folder);
      ctx.output('catalogInfoPath', join(folder, 'catalog-info.yaml'));
      if (ctx.isDryRun) {
        ctx.logger.info(`Dry run: would publish to ${folder}`);
        ctx.output('commit', '');
        ctx.output('created', false);
        return;
      }
      const profile = ctx.user?.entity?.spec.profile;
      ctx.signal?.throwIfAborted();
      const { commit, created } = await ctx.checkpoint({
        key: `nats.repository.publish.${repository}`,
        fn: async () => {
          const published = await publishToDisk({
            source: resolveSafeChildPath(ctx.workspacePath, sourcePath),
            directory: options.directory,
            name: repository,
            message: message ?? 'Initial commit',
            author: {
              name: profile?.displayName ?? DEFAULT_AUTHOR.name,
              email: profile?.email ?? DEFAULT_AUTHOR.email,
            },
          });
          return { commit: published.commit, created: published.created };
        },
      });
      ctx.logger.info(
        created
          ? `Published ${folder} at ${commit}`
          : `${folder} holds the same already, at ${commit}`,
      );
      ctx.output('commit', commit);
      ctx.output('created', created);
    },
  });
}
