import { UrlReaderService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import { RepositoryFile, RepositoryFiles } from '@nats-portal/plugin-nats-flux';

/** A file that is not text is somebody else's; that it is there is all one has to know. */
const NO_TEXT = '\u0000';

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return NO_TEXT;
  }
}

/**
 * Reads the files of a repository on a git host that new ones could meet: those
 * at the same paths, and everything below `clusters/`.
 *
 * @param tree - address of a branch, as UrlReader takes it
 * @throws the error of UrlReader, naming the address
 */
export async function readHostFiles(
  tree: string,
  options: { urlReader: UrlReaderService; wanted: RepositoryFiles },
): Promise<Map<string, RepositoryFile>> {
  const { urlReader, wanted } = options;
  try {
    const response = await urlReader.readTree(tree, {
      filter: path => path.startsWith('clusters/') || wanted.has(path),
    });
    const files = await response.files();
    return new Map(
      await Promise.all(
        files.map(
          async ({ path, content }): Promise<[string, RepositoryFile]> => [
            path,
            { content: textOf(await content()) },
          ],
        ),
      ),
    );
  } catch (error) {
    throw new ForwardedError(`${tree} cannot be read`, error);
  }
}
