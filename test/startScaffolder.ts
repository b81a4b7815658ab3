import {
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import scaffolderModuleNats from '@nats-portal/plugin-scaffolder-backend-module-nats';

// A backend never closes the SQLite database that it opens by itself, and Jest waits for it for ever.
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** The scaffolder with our actions; it ends with the tests of the file. */
export async function startScaffolder(
  options: {
    entities?: Entity[];
    nats?: Record<string, string | Record<string, string>>;
  } = {},
): Promise<TestBackend> {
  const { entities, nats = {} } = options;
  const knex = await databases.init('SQLITE_3');
  return startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleNats,
      catalogServiceMock.factory({ entities }),
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({ data: { nats } }),
    ],
  });
}
