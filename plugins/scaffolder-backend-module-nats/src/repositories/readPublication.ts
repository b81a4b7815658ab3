import { InputError } from '@backstage/errors';
import { serializeDirectoryContents } from '@backstage/plugin-scaffolder-node';
import { RepositoryFile, RepositoryFiles } from '@nats-portal/plugin-nats-flux';
import { isUtf8 } from 'node:buffer';

/**
 * All files below a folder, by their path inside it.
 *
 * @throws InputError naming what is no text
 */
export async function readPublication(
  folder: string,
): Promise<RepositoryFiles> {
  const files = await serializeDirectoryContents(folder);
  const others = files.filter(({ content }) => !isUtf8(content));
  if (others.length > 0) {
    throw new InputError(
      `These are no texts in UTF-8, and nothing else is put into a repository that holds other files:\n${others
        .map(({ path }) => `- ${path}`)
        .join('\n')}`,
    );
  }
  return new Map(
    files.map(({ path, content, executable }): [string, RepositoryFile] => [
      path,
      { content: content.toString('utf8'), ...(executable && { executable }) },
    ]),
  );
}
