import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { natsPermissions } from '@nats-portal/plugin-nats-common';
import {
  createFluxSources,
  createRepositorySources,
} from '@nats-portal/plugin-nats-flux';
import { natsBrokersServiceRef } from '@nats-portal/plugin-nats-node';
import { registerHealthActions } from './actions/registerHealthActions';
import { registerMessagingActions } from './actions/registerMessagingActions';
import { createBrokersRouter } from './brokers/createBrokersRouter';
import { RepositoryCache } from './change/RepositoryCache';
import {
  readNotificationsEnabled,
  readSamplingConfig,
  readThresholdPolicies,
} from './config';
import { createEntitiesRouter } from './entities/createEntitiesRouter';
import { createFleetRouter } from './fleet/createFleetRouter';
import { FleetView } from './fleet/FleetView';
import { createHistoryRouter } from './history/createHistoryRouter';
import { HistoryReader } from './history/HistoryReader';
import { readPrometheusConfigs } from './history/readPrometheusConfigs';
import { createAccess } from './http/createAccess';
import { SamplingMetrics } from './metrics/SamplingMetrics';
import { createRouter } from './router';
import { BrokerState } from './sampling/BrokerSampler';
import { BrokerStates } from './sampling/BrokerStates';
import { startSampling } from './sampling/startSampling';
import { openThresholdBook } from './sampling/ThresholdBook';
import { announceVerdicts } from './signals/announceVerdicts';
import { startWatching } from './watch/startWatching';

/**
 * Samples the configured NATS brokers and serves their health and consumer lag.
 *
 * @public
 */
export const natsPlugin = createBackendPlugin({
  pluginId: 'nats',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        brokers: natsBrokersServiceRef,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { intervalMs } = readSamplingConfig(deps.config);
        const book = openThresholdBook(readThresholdPolicies(deps.config));
        const readers = new Map(
          [...readPrometheusConfigs(deps.config)].map(([name, prometheus]) => [
            name,
            new HistoryReader(prometheus),
          ]),
        );
        deps.lifecycle.addShutdownHook(() =>
          readers.forEach(reader => reader.close()),
        );
        deps.permissionsRegistry.addPermissions(natsPermissions);
        registerMessagingActions(deps);
        const metrics = new SamplingMetrics(deps.metrics);
        const announce = announceVerdicts(deps);
        const owners: { onSampled?: (state: BrokerState) => void } = {};
        const states: BrokerStates = await startSampling({
          ...deps,
          intervalMs,
          book,
          onSampled: sample => {
            metrics.sampled(sample);
            const state = states.find(sample.broker);
            if (state) {
              announce(state, Date.now());
              owners.onSampled?.(state);
            }
          },
        });
        metrics.watch(states);
        owners.onSampled = await startWatching({
          ...deps,
          states,
          notifies: readNotificationsEnabled(deps.config),
        });
        registerHealthActions({ ...deps, states });
        const fleet = new FleetView(states);
        await deps.scheduler.scheduleTask({
          id: 'nats-fleet-history',
          scope: 'local',
          frequency: { milliseconds: intervalMs },
          timeout: { milliseconds: intervalMs },
          fn: async () => fleet.record(Date.now()),
        });
        const access = createAccess(deps);
        deps.httpRouter.use(createFleetRouter({ ...deps, fleet }));
        deps.httpRouter.use(createBrokersRouter({ ...deps, access, states }));
        deps.httpRouter.use(createHistoryRouter({ access, states, readers }));
        deps.httpRouter.use(
          createEntitiesRouter({ ...deps, access, states, intervalMs }),
        );
        deps.httpRouter.use(
          createRouter({
            ...deps,
            sources: createFluxSources(deps),
            repositories: new RepositoryCache(createRepositorySources(deps)),
            states,
          }),
        );
      },
    });
  },
});
