import { Entity } from '@backstage/catalog-model';
import { RepositoryFiles } from '../RepositoryFile';

/**
 * Where a repository is.
 *
 * @public
 */
export type RepositoryPlace =
  | {
      /** On the backend's own disk. */
      type: 'disk';
      /** Its name in `nats.repositories.directory`. */
      repository: string;
      /** Absolute. */
      folder: string;
    }
  | {
      /** On a git host of a kind that can take a pull request. */
      type: 'github' | 'gitlab' | 'gitea';
      /** As Backstage's actions take it, e.g. `github.com?owner=a&repo=b`. */
      repoUrl: string;
      branch: string;
      /** For people. */
      url: string;
    };

/**
 * The files of a broker's repository as they are.
 *
 * @public
 */
export interface BrokerRepository {
  place: RepositoryPlace;
  /** By their paths from the repository's root; of a fleet repository those of the broker's folder. */
  files: RepositoryFiles;
}

/**
 * Finds and reads the repository that an entity comes from.
 *
 * @public
 */
export interface RepositorySources {
  /**
   * Where the repository of an entity is.
   *
   * @throws InputError saying why it cannot be known
   */
  find(entity: Entity): RepositoryPlace;
  /**
   * Reads it.
   *
   * @throws InputError where it cannot be known, NotFoundError where it is gone
   */
  read(entity: Entity): Promise<BrokerRepository>;
}
