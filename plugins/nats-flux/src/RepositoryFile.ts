/**
 * One text file of a repository.
 *
 * @public
 */
export interface RepositoryFile {
  content: string;
  /** Git's executable bit. */
  executable?: boolean;
}

/**
 * The files of a repository by their path inside it: posix, relative, without `..`.
 *
 * @public
 */
export type RepositoryFiles = Map<string, RepositoryFile>;

/**
 * The repository that generating starts from; see `skeleton/`.
 *
 * @public
 */
export type Skeleton = ReadonlyMap<string, RepositoryFile>;
