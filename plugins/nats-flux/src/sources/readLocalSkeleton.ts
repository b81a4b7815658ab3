import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from './decodeText';
import { SkeletonFile } from './toSkeleton';

/** What version control keeps for itself. */
const IGNORED = ['.git', '.DS_Store'];

/**
 * Reads all files below a folder. Links to files are followed, links to folders
 * are not: they may lead in circles.
 */
export async function readLocalSkeleton(
  folder: string,
  prefix = '',
): Promise<SkeletonFile[]> {
  const entries = await fs.readdir(join(folder, prefix), {
    withFileTypes: true,
  });
  const files = await Promise.all(
    entries
      .filter(({ name }) => !IGNORED.includes(name))
      .map(async (entry): Promise<SkeletonFile[]> => {
        const path = `${prefix}${entry.name}`;
        const full = join(folder, path);
        if (entry.isDirectory()) {
          return readLocalSkeleton(folder, `${path}/`);
        }
        return (await fs.stat(full)).isFile()
          ? [{ path, content: decodeText(await fs.readFile(full), full) }]
          : [];
      }),
  );
  return files.flat();
}
