import { ConflictError } from '@backstage/errors';
import { RepositoryFile } from '@nats-portal/plugin-nats-flux';
import * as fs from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import git from 'isomorphic-git';
import { join } from 'node:path';
import { CommitAuthor, DiskRepository } from './publishToDisk';
import { writeFiles } from './writeFiles';

/** Files that are to be different in a repository. */
export interface RepositoryChange {
  /** Those that change or come, by their paths in the repository. */
  files: ReadonlyMap<string, RepositoryFile>;
  /** Paths of those that go. */
  remove: readonly string[];
}

async function contentOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/**
 * Paths with changes that nobody committed. What the change would write anyway
 * does not count: it is of a task that was killed before it could commit.
 */
async function uncommitted(
  dir: string,
  { files, remove }: RepositoryChange,
): Promise<string[]> {
  const rows = await git.statusMatrix({ fs, dir });
  const unclean = rows.flatMap(([path, head, folder, stage]) =>
    head === 1 && folder === 1 && stage === 1 ? [] : [path],
  );
  const foreign = await Promise.all(
    unclean.map(async path => {
      const content = await contentOf(join(dir, path));
      const wanted = remove.includes(path)
        ? content === undefined
        : files.has(path) && content === files.get(path)?.content;
      return wanted ? [] : [path];
    }),
  );
  return foreign.flat();
}

async function headOf(dir: string): Promise<string> {
  return git.resolveRef({ fs, dir, ref: 'HEAD' });
}

/** True where the newest commit holds the change already. */
async function isCommitted(
  dir: string,
  { files, remove }: RepositoryChange,
): Promise<boolean> {
  const paths = [...files.keys(), ...remove];
  const oid = await headOf(dir);
  const blobs = await Promise.all(
    paths.map(filepath =>
      git.readBlob({ fs, dir, oid, filepath }).then(
        ({ blob }) => Buffer.from(blob).toString('utf8'),
        () => undefined,
      ),
    ),
  );
  return paths.every((path, i) => blobs[i] === files.get(path)?.content);
}

/**
 * Commits a change to the branch that a repository on disk is on. Committing it
 * again changes nothing.
 *
 * @param options - `folder`: the repository's, absolute; `base`: id of the commit that the change was made for
 * @throws ConflictError where somebody else has changed the repository since, with nothing written
 */
export async function commitChange(options: {
  change: RepositoryChange;
  folder: string;
  base: string;
  author: CommitAuthor;
  message: string;
}): Promise<DiskRepository> {
  const { change, folder, base, author, message } = options;
  const dir = folder;
  const head = await headOf(dir);
  if (await isCommitted(dir, change)) {
    return { folder, commit: head, created: false };
  }
  if (head !== base) {
    throw new ConflictError(
      `${folder} is at ${head} by now, and the change was made for ${base}; start again from what is there`,
    );
  }
  const foreign = await uncommitted(dir, change);
  if (foreign.length > 0) {
    throw new ConflictError(
      `Nothing was written to ${folder}: it has changes that are not committed, so commit or undo them first:\n${foreign
        .map(path => `- ${path}`)
        .join('\n')}`,
    );
  }
  await writeFiles(dir, change.files);
  await git.add({ fs, dir, filepath: [...change.files.keys()] });
  for (const path of change.remove) {
    await rm(join(dir, path), { force: true });
    await git.remove({ fs, dir, filepath: path });
  }
  const commit = await git.commit({ fs, dir, author, message });
  return { folder, commit, created: true };
}
