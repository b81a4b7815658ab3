import { RootConfigService } from '@backstage/backend-plugin-api';

/** Where the platform team keeps its defaults: a path or a URL. Throws where the key is missing. */
export function readDefaultsLocation(config: RootConfigService): string {
  return config.getString('nats.defaults');
}

/** Where the platform team keeps its skeleton: a path or a URL. Throws where the key is missing. */
export function readSkeletonLocation(config: RootConfigService): string {
  return config.getString('nats.skeleton');
}
