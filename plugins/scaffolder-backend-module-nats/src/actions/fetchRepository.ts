import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { RepositorySources } from '@nats-portal/plugin-nats-flux';
import * as fs from 'node:fs';
import git from 'isomorphic-git';
import { writeFiles } from '../repositories/writeFiles';
import { examples } from './fetchRepository.examples';

/**
 * `nats:repository:fetch` brings the repository that an entity comes from into
 * the workspace, wherever it is.
 */
export function createFetchRepositoryAction(options: {
  catalog: CatalogService;
  repositories: RepositorySources;
}) {
  const { catalog, repositories } = options;
  return createTemplateAction({
    id: 'nats:repository:fetch',
    description:
      'Fetches the repository that an entity of the catalog comes from, from its git host or the disk of the backend; of a fleet repository the folder of the broker',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The broker, e.g. resource:default/local-nats'),
          targetPath: z
            .string()
            .optional()
            .describe('Folder of the workspace; blank means its root'),
        }),
      output: z =>
        z.object({
          host: z
            .enum(['disk', 'github', 'gitlab', 'gitea'])
            .describe('Where the repository is'),
          repository: z
            .string()
            .describe(
              'Its name in nats.repositories.directory, empty for a git host',
            ),
          commit: z
            .string()
            .describe('Id of its newest commit, empty for a git host'),
          repoUrl: z
            .string()
            .describe(
              "As Backstage's actions for git hosts take it, empty for the disk",
            ),
          branch: z.string().describe('The branch, empty for the disk'),
          url: z.string().describe('For people: its page, or its folder'),
        }),
    },
    async handler(ctx) {
      const { entityRef, targetPath = '.' } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const entity = await catalog.getEntityByRef(entityRef, { credentials });
      if (!entity) {
        throw new NotFoundError(
          `entityRef: there is no ${entityRef} in the catalog`,
        );
      }
      const { place, files } = await repositories.read(entity);
      const folder = resolveSafeChildPath(ctx.workspacePath, targetPath);
      await writeFiles(folder, files, ctx.signal);
      const onDisk = place.type === 'disk';
      const url = onDisk ? place.folder : place.url;
      ctx.logger.info(`Fetched ${files.size} files from ${url}`);
      ctx.output('host', place.type);
      ctx.output('url', url);
      ctx.output('repository', onDisk ? place.repository : '');
      ctx.output(
        'commit',
        onDisk
          ? await git.resolveRef({ fs, dir: place.folder, ref: 'HEAD' })
          : '',
      );
      ctx.output('repoUrl', onDisk ? '' : place.repoUrl);
      ctx.output('branch', onDisk ? '' : place.branch);
    },
  });
}
