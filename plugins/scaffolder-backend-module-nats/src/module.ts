import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  createFluxSources,
  createRepositorySources,
  readRepositoriesDirectory,
} from '@nats-portal/plugin-nats-flux';
import { natsBrokersServiceRef } from '@nats-portal/plugin-nats-node';
import { createApplyMessagingAction } from './actions/applyMessaging';
import { createChangeRepositoryAction } from './actions/changeRepository';
import { createCompareRepositoryAction } from './actions/compareRepository';
import { createDescribeMessagingAction } from './actions/describeMessaging';
import { createFetchRepositoryAction } from './actions/fetchRepository';
import { createGenerateRepositoryAction } from './actions/generateRepository';
import { createLintRepositoryAction } from './actions/lintRepository';
import { createPlanMessagingAction } from './actions/planMessaging';
import { createProposeChangeAction } from './actions/proposeChange';
import { createPublishRepositoryAction } from './actions/publishRepository';
import { createRegisterRepositoryAction } from './actions/registerRepository';
import { createHostPublishers } from './repositories/createHostPublishers';

/**
 * Adds the NATS actions to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleNats = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'nats',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auditor: coreServices.auditor,
        brokers: natsBrokersServiceRef,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        permissions: coreServices.permissions,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { actions, catalog, config, urlReader } = deps;
        const sources = createFluxSources({ config, urlReader });
        actions.addActions(
          createGenerateRepositoryAction({ ...deps, sources }),
          createFetchRepositoryAction({
            catalog,
            repositories: createRepositorySources(deps),
          }),
          createChangeRepositoryAction({ sources }),
          createCompareRepositoryAction(),
          createDescribeMessagingAction({ catalog }),
          createPlanMessagingAction(deps),
          createApplyMessagingAction(deps),
          createLintRepositoryAction(),
        );
        const directory = readRepositoriesDirectory(config);
        const integrations = ScmIntegrations.fromConfig(config);
        const publishers = createHostPublishers({ config, integrations });
        actions.addActions(
          createPublishRepositoryAction({
            directory,
            services: { integrations, publishers, urlReader },
          }),
          createRegisterRepositoryAction({ catalog, directory }),
          createProposeChangeAction({
            directory,
            services: { integrations, publishers },
          }),
        );
      },
    });
  },
});
