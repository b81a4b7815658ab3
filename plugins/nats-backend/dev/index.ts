import { createBackend } from '@backstage/backend-defaults';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogLocationsExtensionPoint } from '@backstage/plugin-catalog-node';
import { permissionModuleVisitors } from './permissionModuleVisitors';

/** Repositories of the local portal are folders on its disk, registered by their path. */
const catalogModuleDiskRepositories = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'disk-repositories',
  register(env) {
    env.registerInit({
      deps: { locations: catalogLocationsExtensionPoint },
      async init({ locations }) {
        locations.setAllowedLocationTypes(['url', 'file']);
      },
    });
  },
});

// Where whoever read the log is gone, the logger fails, reports that, and fails
// again, for ever and with more memory each time.
for (const stream of [process.stdout, process.stderr]) {
  stream.once('error', () => process.exit(1));
}

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(catalogModuleDiskRepositories);
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(permissionModuleVisitors);
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitlab'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitea'));
backend.add(import('@nats-portal/plugin-scaffolder-backend-module-nats'));
backend.add(import('../src'));
backend.start();
