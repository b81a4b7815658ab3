import { PlatformDefaults } from '../settings/PlatformDefaults';
import { Freshness } from './RemoteCopy';
import { Skeleton } from '../RepositoryFile';

/**
 * Reads what the platform team keeps: its defaults and its skeleton. Each call
 * asks again, so that an edit counts at the next click, but where an answer may
 * be stale: at each key a git host would take longer to ask than to type on.
 *
 * @public
 */
export interface FluxSources {
  /** @throws NotFoundError for a missing file, InputError for a mistake in it */
  readDefaults(freshness?: Freshness): Promise<PlatformDefaults>;
  /** @throws NotFoundError for a missing folder, InputError for a file that is no text */
  readSkeleton(freshness?: Freshness): Promise<Skeleton>;
}
