import { NotFoundError } from '@backstage/errors';
import { BrokerState } from '../sampling/BrokerSampler';
import { BrokerStates } from '../sampling/BrokerStates';

/**
 * What is known of a broker that somebody asks for.
 *
 * @throws NotFoundError naming the brokers that are configured
 */
export function requireBroker(states: BrokerStates, name: string): BrokerState {
  states.ask(name);
  const state = states.find(name);
  if (!state) {
    const names = states.list().map(({ info }) => info.name);
    throw new NotFoundError(
      `No broker "${name}" in nats.brokers (configured: ${
        names.join(', ') || 'none'
      })`,
    );
  }
  return state;
}
