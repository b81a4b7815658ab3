import { InputError } from '@backstage/errors';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { authorOf } from './authorOf';
import { commitToDisk } from './commitToDisk';
import { inRepository } from './inRepository';
import { Publication, Published, Task } from './Publication';
import { publishToDisk } from './publishToDisk';
import { readPublication } from './readPublication';

/** As git hosts have it: what can be a folder on every system and a part of a URL. */
const REPOSITORY_NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}$/;

/**
 * Publishes on the backend's own disk: a new repository, or a commit into one
 * that holds other files, which is made where it is missing.
 *
 * @param options - `name`: the repository's; `directory`: where repositories are
 * @throws InputError for what is no name, ConflictError where something else is in the way
 */
export async function publishOnDisk(
  publication: Publication,
  options: { name: string; directory: string; task: Task },
): Promise<Published> {
  const { source, into, message, catalogInfoPath } = publication;
  const { name, directory, task } = options;
  if (!REPOSITORY_NAME.test(name)) {
    throw new InputError(
      `repository: "${name}" is no name for a repository; use letters, digits, ".", "_" and "-", at most 100`,
    );
  }
  const folder = join(directory, name);
  const place = {
    remoteUrl: pathToFileURL(folder).href,
    folder,
    pending: false,
    catalogInfoUrl: pathToFileURL(join(folder, catalogInfoPath)).href,
  };
  if (task.isDryRun) {
    const text = `Dry run: would publish to ${folder}`;
    return { ...place, commit: '', created: false, message: text };
  }
  const author = authorOf(task);
  const { commit, created, hints } = await task.checkpoint({
    key: `nats.repository.publish.${name}.${catalogInfoPath}`,
    fn: () =>
      inRepository(folder, async () => {
        const done =
          into === 'existing' && existsSync(folder)
            ? await commitToDisk({
                files: await readPublication(source),
                folder,
                author,
                message,
              })
            : {
                ...(await publishToDisk({
                  source,
                  directory,
                  name,
                  message,
                  author,
                })),
                hints: [],
              };
        return {
          commit: done.commit,
          created: done.created,
          hints: done.hints,
        };
      }),
  });
  const outcome = created
    ? `Published ${folder} at ${commit}`
    : `${folder} holds the same already, at ${commit}`;
  return {
    ...place,
    commit,
    created,
    message: [outcome, ...hints].join('\n\n'),
  };
}
