import { RootConfigService } from '@backstage/backend-plugin-api';

/** Where the platform team keeps its files; each a path or a URL. */
export interface FluxLocations {
  defaults: string;
  skeleton: string;
}

/** Reads `nats.defaults` and `nats.skeleton`; throws where one is missing. */
export function readFluxLocations(config: RootConfigService): FluxLocations {
  return {
    defaults: config.getString('nats.defaults'),
    skeleton: config.getString('nats.skeleton'),
  };
}
