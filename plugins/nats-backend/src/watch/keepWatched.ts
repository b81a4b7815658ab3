import { BrokerStates } from '../sampling/BrokerStates';
import { findConsumers } from '../status/candidates';
import { WatchedEntity } from './readWatchedEntities';

/**
 * Samples brokers that entities name as often as if somebody looked, and keeps an hour of
 * the consumers that they name one by one: who opens a page after an incident finds it.
 */
export function keepWatched(
  entities: readonly WatchedEntity[],
  states: BrokerStates,
  now: number,
): void {
  for (const { messaging } of entities) {
    const { broker, account, consumers } = messaging;
    const state = states.find(broker);
    if (state) {
      states.ask(broker);
      for (const reference of consumers) {
        if (reference.consumer !== '*') {
          findConsumers(reference, state.memory, account).forEach(consumer =>
            state.memory.keepLong(consumer, now),
          );
        }
      }
    }
  }
}
