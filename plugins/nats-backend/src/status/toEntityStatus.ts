import { Entity } from '@backstage/catalog-model';
import {
  compareVerdicts,
  ConsumerReference,
  ConsumerStatus,
  EntityMessaging,
  EntityStatus,
  readEntityMessaging,
} from '@nats-portal/plugin-nats-common';
import { BrokerStates } from '../sampling/BrokerStates';
import { RememberedConsumer } from '../sampling/ConsumerWindows';
import { isInternalStream } from './isInternalStream';
import { toBrokerStatus, toUnconfiguredBrokerStatus } from './toBrokerStatus';
import { toConsumerStatus } from './toConsumerStatus';

/** How many names a "no such consumer" lists. */
const MAX_CANDIDATES = 5;

function wanted(messaging: EntityMessaging): ConsumerReference[] {
  const streams = messaging.streams.map(stream => ({ stream, consumer: '*' }));
  return [...messaging.consumers, ...streams];
}

function matches(
  reference: ConsumerReference,
  candidate: RememberedConsumer,
): boolean {
  return (
    candidate.stream === reference.stream &&
    (reference.consumer === '*' || candidate.name === reference.consumer)
  );
}

function absent(
  reference: ConsumerReference,
  known: RememberedConsumer[],
  reached: boolean,
): ConsumerStatus {
  const names = known
    .filter(candidate => candidate.stream === reference.stream)
    .map(candidate => candidate.name);
  const streams = [...new Set(known.map(candidate => candidate.stream))];
  const candidates =
    names.length > 0
      ? `its consumers: ${names.slice(0, MAX_CANDIDATES).join(', ')}`
      : `streams with consumers: ${
          streams.slice(0, MAX_CANDIDATES).join(', ') || 'none'
        }`;
  return {
    ...reference,
    trend: [],
    verdict: {
      level: 'unknown',
      rule: reached ? 'not-found' : 'never-reached',
      reason: reached
        ? `Stream ${reference.stream} has no consumer "${reference.consumer}" (${candidates})`
        : 'Its broker was never reached',
    },
  };
}

/**
 * Everything that an entity's annotations name, judged at the moment of asking.
 * An entity that names a broker only shows all consumers of it.
 */
export function toEntityStatus(
  entity: Entity,
  states: BrokerStates,
  now: number,
  intervalMs: number,
): EntityStatus {
  const messaging = readEntityMessaging(entity);
  if (!messaging.broker) {
    return { consumers: [], findings: messaging.findings };
  }
  const state = states.find(messaging.broker);
  const inAccount = (state?.consumers ?? []).filter(
    ({ account }) => !messaging.account || account === messaging.account,
  );
  const references = wanted(messaging);
  const judged = (list: RememberedConsumer[]) =>
    list.map(item => toConsumerStatus(item, { now, intervalMs }));
  const found = inAccount.filter(candidate =>
    references.length > 0
      ? references.some(reference => matches(reference, candidate))
      : !isInternalStream(candidate.stream),
  );
  const missing = references.filter(
    reference =>
      reference.consumer !== '*' &&
      !inAccount.some(candidate => matches(reference, candidate)),
  );
  const consumers = [
    ...judged(found),
    ...missing.map(reference =>
      absent(reference, inAccount, state?.snapshot !== undefined),
    ),
  ];
  return {
    broker: state
      ? toBrokerStatus(state, now)
      : toUnconfiguredBrokerStatus(
          messaging.broker,
          states.list().map(({ info }) => info.name),
          intervalMs,
        ),
    consumers: consumers.sort(
      (a, b) =>
        compareVerdicts(a.verdict, b.verdict) ||
        a.stream.localeCompare(b.stream) ||
        a.consumer.localeCompare(b.consumer),
    ),
    findings: messaging.findings,
  };
}
