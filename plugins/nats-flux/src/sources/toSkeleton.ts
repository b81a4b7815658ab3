import { RepositoryFile, Skeleton } from '../RepositoryFile';

/** A file as it was read. */
export interface SkeletonFile {
  /** Below the skeleton's folder, with forward slashes. */
  path: string;
  content: string;
}

/**
 * Makes a skeleton of files. A script is executable: neither an archive nor
 * every file system keeps the bit, the first line says it everywhere.
 */
export function toSkeleton(files: readonly SkeletonFile[]): Skeleton {
  return new Map(
    files
      .map(({ path, content }): [string, RepositoryFile] => [
        path,
        content.startsWith('#!') ? { content, executable: true } : { content },
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
