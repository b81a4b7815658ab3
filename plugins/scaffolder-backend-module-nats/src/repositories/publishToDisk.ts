import { ConflictError } from '@backstage/errors';
import * as fs from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import git from 'isomorphic-git';
import { join } from 'node:path';

/** Who a commit is by. */
export interface CommitAuthor {
  name: string;
  email: string;
}

/** A repository on disk. */
export interface DiskRepository {
  /** Absolute. */
  folder: string;
  /** Id of its newest commit. */
  commit: string;
  /** False when it was there already with the same content. */
  created: boolean;
}

/** The newest commit and its tree. */
export async function headOf(
  dir: string,
): Promise<{ commit: string; tree: string }> {
  const commit = await git.resolveRef({ fs, dir, ref: 'HEAD' });
  const { commit: content } = await git.readCommit({ fs, dir, oid: commit });
  return { commit, tree: content.tree };
}

/** Takes a folder to its place; false when something is there. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (fs.existsSync(to)) {
      return false;
    }
    throw error;
  }
}

/**
 * Publishes a folder as a git repository with one commit. The repository
 * appears as a whole or not at all, and publishing the same again changes nothing.
 *
 * @param options - `source`: the folder with the files; `directory`: where repositories
 * are; `name`: the repository's, a single path segment
 * @throws ConflictError when a repository of that name holds something else
 */
export async function publishToDisk(options: {
  source: string;
  directory: string;
  name: string;
  author: CommitAuthor;
  message: string;
}): Promise<DiskRepository> {
  const { source, directory, name, author, message } = options;
  const folder = join(directory, name);
  await mkdir(directory, { recursive: true });
  // Beside its place, so that taking it there is one rename on one file system.
  const draft = await mkdtemp(join(directory, '.draft-'));
  try {
    await cp(source, draft, { recursive: true });
    await git.init({ fs, dir: draft, defaultBranch: 'main' });
    await git.add({ fs, dir: draft, filepath: '.' });
    await git.commit({ fs, dir: draft, author, message });
    const wanted = await headOf(draft);
    // The rename decides: of two tasks at once one makes it, the other compares.
    if (await moved(draft, folder)) {
      return { folder, commit: wanted.commit, created: true };
    }
    const existing = await headOf(folder).catch(() => undefined);
    if (existing?.tree !== wanted.tree) {
      throw new ConflictError(
        `Repository ${name} exists already with other content; choose another name or remove ${folder}`,
      );
    }
    return { folder, commit: existing.commit, created: false };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
