import { PlatformDefaults } from '../settings/PlatformDefaults';
import { Skeleton } from '../RepositoryFile';

/**
 * Reads what the platform team keeps: its defaults and its skeleton. Each call
 * reads again, so that an edit counts at the next click.
 *
 * @public
 */
export interface FluxSources {
  /** @throws NotFoundError for a missing file, InputError for a mistake in it */
  readDefaults(): Promise<PlatformDefaults>;
  /** @throws NotFoundError for a missing folder, InputError for a file that is no text */
  readSkeleton(): Promise<Skeleton>;
}
