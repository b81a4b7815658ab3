import {
  isChildPath,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { existsSync } from 'node:fs';
import { authorOf } from '../repositories/authorOf';
import { commitChange } from '../repositories/commitChange';
import { hostAddress } from '../repositories/hostAddress';
import { inRepository } from '../repositories/inRepository';
import { HostServices } from '../repositories/publishOnHost';
import { readWorkspace } from '../repositories/readWorkspace';
import { examples } from './proposeChange.examples';

/** @throws NotFoundError for what is no repository, NotAllowedError for what is outside of the directory */
function repositoryFolder(directory: string | undefined, name: string): string {
  if (!directory) {
    throw new InputError(
      'repository: this portal keeps no repositories on its disk; set nats.repositories.directory, or give a repoUrl',
    );
  }
  const folder = resolveSafeChildPath(directory, name);
  if (
    !isChildPath(directory, folder) ||
    !existsSync(resolveSafeChildPath(folder, '.git'))
  ) {
    throw new NotFoundError(`repository: ${folder} is no repository`);
  }
  return folder;
}

/**
 * `nats:repository:propose` takes a change to where the repository is: as a pull
 * request on a git host, as a commit on the backend's own disk.
 */
export function createProposeChangeAction(options: {
  /** Where repositories on disk are; absent where there are none. */
  directory?: string;
  services: Pick<HostServices, 'integrations' | 'publishers'>;
}) {
  const { directory, services } = options;
  return createTemplateAction({
    id: 'nats:repository:propose',
    description:
      'Proposes a change of a repository as a pull request on GitHub or GitLab, files that go included; on the disk of the backend commits it. Doing it again on disk changes nothing',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          repository: z
            .string()
            .optional()
            .describe(
              'Name of a repository on the disk, as nats:repository:fetch says it; instead of repoUrl',
            ),
          commit: z
            .string()
            .optional()
            .describe(
              'Id of the commit that the change was made for, as nats:repository:fetch says it; needed on the disk',
            ),
          repoUrl: z
            .string()
            .optional()
            .describe(
              'Repository on a git host, as nats:repository:fetch says it; instead of repository',
            ),
          branch: z
            .string()
            .optional()
            .describe('Branch of the git host that Flux follows'),
          sourcePath: z
            .string()
            .describe('Folder of the workspace with the changed files alone'),
          removed: z
            .array(z.string())
            .optional()
            .describe('Paths of the files that go'),
          removedPath: z
            .string()
            .optional()
            .describe('Folder of the workspace with the files that go alone'),
          proposal: z
            .string()
            .optional()
            .describe('Branch of the pull request'),
          title: z
            .string()
            .describe(
              'Of the pull request, or the first line of the commit message',
            ),
          description: z
            .string()
            .optional()
            .describe('Of the pull request, or the rest of the commit message'),
        }),
      output: z =>
        z.object({
          url: z.string().describe('The pull request, empty for the disk'),
          commit: z
            .string()
            .describe(
              'Id of the commit, empty for a git host and in a dry run',
            ),
          created: z
            .boolean()
            .describe('False where the repository held the change already'),
          message: z.string().describe('What happened, in a sentence'),
        }),
    },
    async handler(ctx) {
      const { input } = ctx;
      const { repository, repoUrl, removed = [], title } = input;
      const source = resolveSafeChildPath(ctx.workspacePath, input.sourcePath);
      ctx.signal?.throwIfAborted();

      async function commit(name: string) {
        const folder = repositoryFolder(directory, name);
        const files = await readWorkspace(source, 'sourcePath');
        if (ctx.isDryRun) {
          const message = `Dry run: would commit ${files.size} files to ${folder}`;
          return { url: '', commit: '', created: false, message };
        }
        const base = input.commit ?? '';
        const done = await ctx.checkpoint({
          key: `nats.repository.commit.${name}.${base}`,
          fn: () =>
            inRepository(folder, async () => {
              const { commit: id, created } = await commitChange({
                change: { files, remove: removed },
                folder,
                base,
                author: authorOf(ctx),
                message: [title, input.description]
                  .filter(text => text?.trim())
                  .join('\n\n'),
              });
              return { commit: id, created };
            }),
        });
        const message = done.created
          ? `Committed ${done.commit} to ${folder}`
          : `${folder} holds the change already, at ${done.commit}`;
        return { url: '', ...done, message };
      }

      async function propose(address: string) {
        const { type, url } = hostAddress(address, services.integrations);
        const { proposeChange } = services.publishers[type];
        if (!proposeChange) {
          throw new InputError(
            `repoUrl: Backstage has no action for a pull request on ${type}; make the change in ${url} by hand`,
          );
        }
        if (ctx.isDryRun) {
          const message = `Dry run: would propose it in ${url}`;
          return { url, commit: '', created: false, message };
        }
        const { input: _input, output: _output, ...task } = ctx;
        const page = await proposeChange(
          {
            repoUrl: address,
            branch: input.branch || 'main',
            message: title,
            description: input.description ?? '',
            sourcePath: input.sourcePath,
            proposal: input.proposal || 'nats/change',
            removed: {
              paths: removed,
              sourcePath: input.removedPath ?? input.sourcePath,
            },
            options: {},
          },
          task,
        );
        const message = `Proposed in ${page}: Flux makes the change once that is merged`;
        return { url: page, commit: '', created: true, message };
      }

      if (Boolean(repository) === Boolean(repoUrl)) {
        throw new InputError(
          'Where the repository is: give either repository, for the disk of the backend, or repoUrl, for a git host',
        );
      }
      const proposed = repoUrl
        ? await propose(repoUrl)
        : await commit(repository ?? '');
      ctx.logger.info(proposed.message);
      ctx.output('url', proposed.url);
      ctx.output('commit', proposed.commit);
      ctx.output('created', proposed.created);
      ctx.output('message', proposed.message);
    },
  });
}
