import { InputError } from '@backstage/errors';
import { serializeDirectoryContents } from '@backstage/plugin-scaffolder-node';
import { RepositoryFile } from '@nats-portal/plugin-nats-flux';
import { stat } from 'node:fs/promises';

/** What Flux reads. */
const YAML_FILES = ['**/*.yaml', '**/*.yml'];

/**
 * The YAML files below a folder, by their path inside it.
 *
 * @param input - the name of the input that the folder came from, for the error
 * @throws InputError where there is no such folder, NotAllowedError where a link leads out of it
 */
export async function readWorkspaceFiles(
  folder: string,
  input: string,
): Promise<Map<string, RepositoryFile>> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new InputError(`${input}: there is no such folder in the workspace`);
  }
  const files = await serializeDirectoryContents(folder, {
    globPatterns: YAML_FILES,
  });
  return new Map(
    files.map(({ path, content }) => [
      path,
      { content: content.toString('utf8') },
    ]),
  );
}
