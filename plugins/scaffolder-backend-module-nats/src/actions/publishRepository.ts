import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { Publication, Published } from '../repositories/Publication';
import { publishOnDisk } from '../repositories/publishOnDisk';
import { HostServices, publishOnHost } from '../repositories/publishOnHost';
import { examples } from './publishRepository.examples';

/**
 * `nats:repository:publish` takes the workspace to where Flux reads it: a
 * repository on a git host, by Backstage's own actions for it, or on the
 * backend's own disk. One step instead of one for each host, so that a task
 * shows what it does and not what it might have done.
 */
export function createPublishRepositoryAction(options: {
  /** Where repositories on disk are; absent where there are none. */
  directory?: string;
  services: HostServices;
}) {
  const { directory, services } = options;
  return createTemplateAction({
    id: 'nats:repository:publish',
    description:
      'Publishes the workspace as a repository on GitHub, GitLab, Gitea or the disk of the backend, or into a repository that holds other files: by a pull request, on disk by a commit. Publishing the same again changes nothing on disk',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          repository: z
            .string()
            .optional()
            .describe(
              'Name of a repository in nats.repositories.directory; instead of repoUrl',
            ),
          repoUrl: z
            .string()
            .optional()
            .describe(
              'Repository on a git host, as a RepoUrlPicker gives it; instead of repository',
            ),
          into: z
            .enum(['new', 'existing'])
            .optional()
            .describe(
              'new makes the repository; existing proposes the files to one that holds others, on disk commits them; blank means new',
            ),
          branch: z
            .string()
            .optional()
            .describe(
              'Branch of the git host that Flux follows; blank means main',
            ),
          sourcePath: z
            .string()
            .optional()
            .describe('Folder of the workspace; blank means its root'),
          message: z
            .string()
            .optional()
            .describe(
              'Commit message, and title of a pull request; blank means "Initial commit"',
            ),
          description: z
            .string()
            .optional()
            .describe('Of the repository, or of the pull request'),
          catalogInfoPath: z
            .string()
            .optional()
            .describe(
              'The catalog descriptor in the repository; blank means catalog-info.yaml',
            ),
          options: z
            .record(z.any())
            .optional()
            .describe(
              "Further inputs of Backstage's own action for the host, such as repoVisibility or reviewers",
            ),
        }),
      output: z =>
        z.object({
          remoteUrl: z.string().describe('The repository or the pull request'),
          folder: z
            .string()
            .describe('The folder on the disk of the backend, else empty'),
          commit: z.string().describe('Id of the commit, where it is known'),
          created: z
            .boolean()
            .describe('False when it was there already with the same content'),
          pending: z
            .boolean()
            .describe('True for a pull request, which has to be merged'),
          catalogInfoUrl: z
            .string()
            .describe('The catalog descriptor, for nats:repository:register'),
          message: z.string().describe('What happened, in a sentence'),
        }),
    },
    async handler(ctx) {
      const { repository, repoUrl, sourcePath } = ctx.input;
      const publication: Publication = {
        source: resolveSafeChildPath(ctx.workspacePath, sourcePath ?? '.'),
        sourcePath,
        into: ctx.input.into ?? 'new',
        message: ctx.input.message || 'Initial commit',
        description: ctx.input.description || '',
        catalogInfoPath: ctx.input.catalogInfoPath || 'catalog-info.yaml',
      };
      const { input: _input, output: _output, ...task } = ctx;
      ctx.signal?.throwIfAborted();

      async function publish(): Promise<Published> {
        if (Boolean(repository) === Boolean(repoUrl)) {
          throw new InputError(
            'Where to publish: give either repository, for the disk of the backend, or repoUrl, for a git host',
          );
        }
        if (repoUrl) {
          return publishOnHost(publication, {
            repoUrl,
            branch: ctx.input.branch || 'main',
            further: (ctx.input.options ?? {}) as JsonObject,
            task,
            services,
          });
        }
        if (!directory) {
          throw new InputError(
            'repository: this portal keeps no repositories on its disk; set nats.repositories.directory, or give a repoUrl',
          );
        }
        return publishOnDisk(publication, {
          name: repository ?? '',
          directory,
          task,
        });
      }

      const published = await publish();
      ctx.logger.info(published.message);
      for (const key of Object.keys(published) as (keyof Published)[]) {
        ctx.output(key, published[key]);
      }
    },
  });
}
