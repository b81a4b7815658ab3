import { isUtf8 } from 'node:buffer';
import { Dirent, promises as fs } from 'node:fs';
import { join } from 'node:path';
import { isYaml } from '../lint/model/isYaml';
import { RepositoryFiles } from '../RepositoryFile';

/**
 * A file or a folder that could not be looked into.
 *
 * @public
 */
export interface UnreadFile {
  /** Its path in the repository. */
  file: string;
  reason: string;
}

/**
 * A folder as lint sees it.
 *
 * @public
 */
export interface FolderToLint {
  /** YAML with its content; of other files only that they are there. */
  files: RepositoryFiles;
  /** What lint knows nothing of, so a repository with these is not known to be right. */
  unread: UnreadFile[];
}

/** What Flux does not apply, and may be large. */
const IGNORED = ['.git', '.DS_Store', 'node_modules'];

/** Most bytes of a file that is parsed: 16 MiB, which are 57,000 consumers, took more than a minute and 700 MB. */
const MOST_BYTES = 16 * 1024 * 1024;

async function readText(full: string): Promise<string> {
  const { size } = await fs.stat(full);
  if (size > MOST_BYTES) {
    throw new Error(
      `${size} bytes are more than the ${MOST_BYTES} of a file that is checked`,
    );
  }
  const bytes = await fs.readFile(full);
  if (!isUtf8(bytes)) {
    throw new Error('it is no text in UTF-8');
  }
  return bytes.toString('utf8');
}

/**
 * Reads what lint looks at below a folder of the disk. Links are left out, inside
 * of the repository as well: Flux leaves them out of what it takes from a source.
 *
 * @throws the error of the file system, with its code, where the folder itself cannot be read
 * @public
 */
export async function readFolderToLint(folder: string): Promise<FolderToLint> {
  const files: RepositoryFiles = new Map();
  const unread: UnreadFile[] = [];

  async function readEntry(entry: Dirent, file: string): Promise<void> {
    if (entry.isDirectory()) {
      await readEntries(file);
    } else if (entry.isFile()) {
      // That it is there counts even where it cannot be read.
      files.set(file, { content: '' });
      if (isYaml(file)) {
        files.set(file, { content: await readText(join(folder, file)) });
      }
    }
  }

  async function readEntries(below: string): Promise<void> {
    const entries = await fs.readdir(join(folder, below), {
      withFileTypes: true,
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!IGNORED.includes(entry.name)) {
        const file = below ? `${below}/${entry.name}` : entry.name;
        await readEntry(entry, file).catch((error: Error) =>
          unread.push({ file, reason: error.message }),
        );
      }
    }
  }

  await readEntries('');
  return { files, unread };
}
