import { BrokerState } from './BrokerSampler';

/** Read access to what is known of all brokers; never asks a broker. */
export interface BrokerStates {
  /** All configured brokers, by name. */
  list(): BrokerState[];
  find(name: string): BrokerState | undefined;
  /** Somebody wants to know how a broker is, or all of them; the others are sampled more rarely. */
  ask(name?: string): void;
}
