import { RootConfigService } from '@backstage/backend-plugin-api';
import { resolve } from 'node:path';

/** Where the platform team keeps its defaults: a path or a URL. Throws where the key is missing. */
export function readDefaultsLocation(config: RootConfigService): string {
  return config.getString('nats.defaults');
}

/** Where the platform team keeps its skeleton: a path or a URL. Throws where the key is missing. */
export function readSkeletonLocation(config: RootConfigService): string {
  return config.getString('nats.skeleton');
}

/**
 * Reads `nats.repositories.directory`: where repositories are published on the
 * backend's own disk. Absolute; `undefined` where the platform publishes to git hosts only.
 *
 * @public
 */
export function readRepositoriesDirectory(
  config: RootConfigService,
): string | undefined {
  const directory = config.getOptionalString('nats.repositories.directory');
  return directory === undefined ? undefined : resolve(directory);
}
