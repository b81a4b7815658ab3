import { Dirent, promises as fs } from 'node:fs';
import { join } from 'node:path';
import { RepositoryFile, RepositoryFiles } from '../RepositoryFile';

/** What version control keeps for itself. */
const IGNORED = ['.git', '.DS_Store'];

/** Permission bits of which one makes a file executable. */
const EXECUTABLE = 0o111;

/** The text of a file; empty for one that is no text: that it is there is all that counts of it. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes,
    );
  } catch {
    return '';
  }
}

async function readEntry(
  folder: string,
  path: string,
  entry: Dirent,
): Promise<[string, RepositoryFile][]> {
  if (entry.isDirectory()) {
    return readEntries(folder, `${path}/`);
  }
  // A link may lead out of the repository.
  if (!entry.isFile()) {
    return [];
  }
  const full = join(folder, path);
  const [bytes, { mode }] = await Promise.all([
    fs.readFile(full),
    fs.stat(full),
  ]);
  const executable = Boolean(mode & EXECUTABLE);
  return [
    [path, { content: textOf(bytes), ...(executable && { executable }) }],
  ];
}

async function readEntries(
  folder: string,
  prefix: string,
): Promise<[string, RepositoryFile][]> {
  const entries = await fs.readdir(join(folder, prefix), {
    withFileTypes: true,
  });
  const files = await Promise.all(
    entries
      .filter(({ name }) => !IGNORED.includes(name))
      .map(entry => readEntry(folder, `${prefix}${entry.name}`, entry)),
  );
  return files.flat();
}

/**
 * Reads the files of a repository below a folder of the disk. Links are left out.
 *
 * @throws the error of the file system, with its code
 */
export async function readFolder(folder: string): Promise<RepositoryFiles> {
  const files = await readEntries(folder, '');
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
