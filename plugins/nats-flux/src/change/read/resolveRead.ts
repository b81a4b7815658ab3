import { PlatformDefaults } from '../../settings/PlatformDefaults';
import {
  resolveSettings,
  ResolvedSettings,
} from '../../settings/resolveSettings';
import { ReadRequest } from './readRequest';

/** The values that were read, above what the platform asks for today. */
function defaultsFor(
  { request, platform }: Omit<ReadRequest, 'unmarked'>,
  defaults: PlatformDefaults,
): PlatformDefaults {
  const { cluster } = request;
  const ofCluster = Object.hasOwn(defaults.clusters, cluster)
    ? defaults.clusters[cluster]
    : {};
  return {
    ...defaults,
    clusters: {},
    platform: {
      ...defaults.platform,
      ...ofCluster,
      // What nobody asked for when the repository was made does not come by itself.
      storageClass: undefined,
      memoryStoreSize: undefined,
      source: undefined,
      imageRegistry: undefined,
      certificates: undefined,
      listeners: {},
      ...platform,
      worker: {
        ...defaults.platform.worker,
        ...ofCluster.worker,
        ...platform.worker,
      },
    },
  };
}

/** The settings of a repository that was read back. What cannot be read in it is as the platform asks for today. */
export function resolveRead(
  read: Omit<ReadRequest, 'unmarked'>,
  defaults: PlatformDefaults,
): ResolvedSettings {
  return resolveSettings(read.request, defaultsFor(read, defaults));
}
