import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { NatsBrokers } from './Broker';
import { ConfiguredBrokers } from './ConfiguredBrokers';

/**
 * The brokers of `nats.brokers` in the configuration. Connections are drained
 * when the backend shuts down.
 *
 * @public
 */
export const natsBrokersServiceRef = createServiceRef<NatsBrokers>({
  id: 'nats.brokers',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        lifecycle: coreServices.rootLifecycle,
      },
      factory({ config, logger, lifecycle }) {
        const brokers = ConfiguredBrokers.fromConfig(config, { logger });
        lifecycle.addShutdownHook(() => brokers.close());
        return brokers;
      },
    }),
});
