import { InputError } from '@backstage/errors';
import { serializeDirectoryContents } from '@backstage/plugin-scaffolder-node';
import { RepositoryFiles } from '@nats-portal/plugin-nats-flux';
import { isUtf8 } from 'node:buffer';
import { stat } from 'node:fs/promises';

/**
 * All files below a folder of the workspace, by their path inside it. Of one that
 * is no text only its name is kept.
 *
 * @param input - the name of the input that the folder came from, for the error
 * @throws InputError where there is no such folder, NotAllowedError where a link leads out of it
 */
export async function readWorkspace(
  folder: string,
  input: string,
): Promise<RepositoryFiles> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new InputError(`${input}: there is no such folder in the workspace`);
  }
  const files = await serializeDirectoryContents(folder, {
    globPatterns: ['**', '!.git'],
  });
  return new Map(
    files.map(({ path, content, executable }) => [
      path,
      {
        content: isUtf8(content) ? content.toString('utf8') : '',
        ...(executable && { executable }),
      },
    ]),
  );
}
