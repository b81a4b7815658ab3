import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Broker } from '../Broker';
import { ConfiguredBrokers } from '../ConfiguredBrokers';

const opened: ConfiguredBrokers[] = [];

/** The broker of an entry of `nats.brokers`, as the service makes it. */
export function brokerAt(entry: JsonObject): Broker {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const brokers = ConfiguredBrokers.fromConfig(
    new ConfigReader({ nats: { brokers: [entry] } }),
    { logger },
  );
  opened.push(brokers);
  return brokers.get(String(entry.name));
}

/** Closes all that were made. */
export async function closeBrokers(): Promise<void> {
  await Promise.all(opened.splice(0).map(brokers => brokers.close()));
}
