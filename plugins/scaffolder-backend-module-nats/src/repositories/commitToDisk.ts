import { ConflictError } from '@backstage/errors';
import {
  compareWithFleet,
  RepositoryFile,
  RepositoryFiles,
} from '@nats-portal/plugin-nats-flux';
import * as fs from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import git from 'isomorphic-git';
import { dirname, join } from 'node:path';
import { CommitAuthor, DiskRepository, headOf } from './publishToDisk';

/** What a commit into a repository with other files did. */
export interface DiskCommit extends DiskRepository {
  /** What has to be done by hand besides, a sentence each. */
  hints: string[];
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** The files of the newest commit below `clusters/`, as they are on disk. */
async function filesOf(
  dir: string,
  wanted: RepositoryFiles,
): Promise<Map<string, RepositoryFile>> {
  const paths = new Set([
    ...(await git.listFiles({ fs, dir, ref: 'HEAD' })),
    ...[...wanted.keys()].filter(path => fs.existsSync(join(dir, path))),
  ]);
  const files = new Map<string, RepositoryFile>();
  for (const path of paths) {
    if (path.startsWith('clusters/') || wanted.has(path)) {
      const content = await textOf(join(dir, path));
      if (content !== undefined) {
        files.set(path, { content });
      }
    }
  }
  return files;
}

/**
 * Paths that somebody changed and did not commit; those that hold what is
 * wanted are of a task that was killed between writing and committing.
 */
async function uncommitted(
  dir: string,
  wanted: RepositoryFiles,
): Promise<string[]> {
  const rows = await git.statusMatrix({ fs, dir });
  const unclean = rows.filter(
    ([, head, folder, stage]) => head !== 1 || folder !== 1 || stage !== 1,
  );
  const foreign: string[] = [];
  for (const [path] of unclean) {
    if ((await textOf(join(dir, path))) !== wanted.get(path)?.content) {
      foreign.push(path);
    }
  }
  return foreign;
}

/**
 * Commits files to the branch that a repository on disk is on. All other files
 * stay as they are, and committing the same again changes nothing.
 *
 * Not for two processes at once: callers wait for each other, see `exclusive`.
 *
 * @param options - `files`: by their path in the repository; `folder`: the repository's, absolute
 * @throws ConflictError naming each file in the way, with nothing written
 */
export async function commitToDisk(options: {
  files: RepositoryFiles;
  folder: string;
  author: CommitAuthor;
  message: string;
}): Promise<DiskCommit> {
  const { files, folder: dir, author, message } = options;
  const foreign = await uncommitted(dir, files);
  const { conflicts, hints } = compareWithFleet(
    await filesOf(dir, files),
    files,
  );
  const inTheWay = [
    ...foreign.map(
      path => `${path}: has changes that are not committed; commit them first`,
    ),
    ...conflicts,
  ];
  if (inTheWay.length > 0) {
    throw new ConflictError(
      `Nothing was written to ${dir}:\n${inTheWay
        .map(text => `- ${text}`)
        .join('\n')}`,
    );
  }
  for (const [path, { content, executable }] of files) {
    const target = join(dir, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    await chmod(target, executable ? 0o755 : 0o644);
  }
  // What the repository ignores elsewhere is wanted here.
  await git.add({ fs, dir, filepath: [...files.keys()], force: true });
  const rows = await git.statusMatrix({
    fs,
    dir,
    filepaths: [...files.keys()],
    ignored: true,
  });
  if (rows.every(([, head, , stage]) => head === 1 && stage === 1)) {
    return { folder: dir, ...(await headOf(dir)), created: false, hints };
  }
  const commit = await git.commit({ fs, dir, author, message });
  return { folder: dir, commit, created: true, hints };
}
