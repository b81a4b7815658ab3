import { RootConfigService } from '@backstage/backend-plugin-api';
import { resolve } from 'node:path';

/**
 * Reads `nats.repositories.directory`: where repositories are published on the
 * backend's own disk. Absolute; `undefined` where the platform publishes on git hosts only.
 */
export function readRepositoriesDirectory(
  config: RootConfigService,
): string | undefined {
  const directory = config.getOptionalString('nats.repositories.directory');
  return directory === undefined ? undefined : resolve(directory);
}
