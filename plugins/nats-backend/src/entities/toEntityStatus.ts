import { EntityMessaging, EntityStatus } from '@nats-portal/plugin-nats-common';
import { BrokerStates } from '../sampling/BrokerStates';
import {
  toBrokerStatus,
  toUnconfiguredBrokerStatus,
} from '../status/toBrokerStatus';
import { listConsumers } from './listConsumers';
import { listStreams } from './listStreams';

/**
 * Everything that an entity's annotations name, judged at the moment of asking; yields where
 * it may be left for a moment.
 * An entity that names a broker only shows all streams and consumers of it.
 *
 * @param intervalMs - between two samples, where its broker does not say
 */
export function* toEntityStatus(
  messaging: EntityMessaging,
  states: BrokerStates,
  { now, intervalMs }: { now: number; intervalMs: number },
): Generator<void, EntityStatus, void> {
  const { broker, findings } = messaging;
  if (!broker) {
    return { consumers: [], findings };
  }
  const state = states.find(broker);
  const view = { now, intervalMs: state?.intervalMs ?? intervalMs };
  return {
    broker: state
      ? toBrokerStatus(state, now)
      : toUnconfiguredBrokerStatus(
          broker,
          states.list().map(({ info }) => info.name),
          intervalMs,
        ),
    ...(yield* listConsumers(messaging, state, {
      ...view,
      thresholds: messaging.thresholds,
      scaling: messaging.scaling,
    })),
    ...listStreams(messaging, state, view),
    findings,
  };
}
