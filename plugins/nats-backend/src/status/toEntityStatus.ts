import { Entity } from '@backstage/catalog-model';
import {
  compareVerdicts,
  ConsumerReference,
  ConsumerStatus,
  EntityMessaging,
  EntityStatus,
  readEntityMessaging,
  Verdict,
} from '@nats-portal/plugin-nats-common';
import { BrokerMemory } from '../sampling/BrokerMemory';
import { BrokerState } from '../sampling/BrokerSampler';
import { BrokerStates } from '../sampling/BrokerStates';
import { ConsumerMemory } from '../sampling/ConsumerMemory';
import { isInternalStream } from './isInternalStream';
import { toBrokerStatus, toUnconfiguredBrokerStatus } from './toBrokerStatus';
import { ConsumerView, toConsumerStatus, verdictOn } from './toConsumerStatus';

/** How many names a "no such consumer" lists. */
const MAX_CANDIDATES = 5;
/** Consumers in one reply; a page of more is of no use, and the list of the broker has them all. */
const MAX_CONSUMERS = 200;

function wanted(messaging: EntityMessaging): ConsumerReference[] {
  const streams = messaging.streams.map(stream => ({ stream, consumer: '*' }));
  return [...messaging.consumers, ...streams];
}

/** The consumers that a reference names, in each account that has them. */
function find(
  { stream, consumer }: ConsumerReference,
  memory: BrokerMemory,
  account: string | undefined,
): ConsumerMemory[] {
  return memory
    .findStreams(stream, account)
    .flatMap(({ consumers }) =>
      consumer === '*'
        ? [...consumers.values()]
        : consumers.get(consumer) ?? [],
    );
}

/** All that an entity means which names a broker only. */
function everything(
  memory: BrokerMemory,
  account: string | undefined,
): ConsumerMemory[] {
  return [...memory.consumers()].filter(
    consumer =>
      (account === undefined || consumer.account === account) &&
      !isInternalStream(consumer.stream),
  );
}

function candidatesFor(
  reference: ConsumerReference,
  memory: BrokerMemory,
  account: string | undefined,
): string {
  const names = find({ ...reference, consumer: '*' }, memory, account).map(
    ({ name }) => name,
  );
  if (names.length > 0) {
    return `its consumers: ${names.sort().slice(0, MAX_CANDIDATES).join(', ')}`;
  }
  const streams = new Set(
    everything(memory, account).map(({ stream }) => stream),
  );
  const few = [...streams].sort().slice(0, MAX_CANDIDATES);
  return `streams with consumers: ${few.join(', ') || 'none'}`;
}

function absent(
  reference: ConsumerReference,
  state: BrokerState | undefined,
  account: string | undefined,
): ConsumerStatus {
  return {
    ...reference,
    trend: [],
    verdict: state?.snapshot
      ? {
          level: 'unknown',
          rule: 'not-found',
          reason: `Stream ${reference.stream} has no consumer "${
            reference.consumer
          }" (${candidatesFor(reference, state.memory, account)})`,
        }
      : {
          level: 'unknown',
          rule: 'never-reached',
          reason: 'Its broker was never reached',
        },
  };
}

const compareConsumers = (
  a: { verdict: Verdict; stream: string; name: string },
  b: { verdict: Verdict; stream: string; name: string },
) =>
  compareVerdicts(a.verdict, b.verdict) ||
  a.stream.localeCompare(b.stream) ||
  a.name.localeCompare(b.name);

/** The worst of the consumers, and of those that are not there, in their order. */
function list(
  messaging: EntityMessaging,
  state: BrokerState | undefined,
  view: ConsumerView,
): Pick<EntityStatus, 'consumers' | 'moreConsumers'> {
  const { account } = messaging;
  const references = wanted(messaging);
  const found = new Set<ConsumerMemory>();
  const rows: {
    verdict: Verdict;
    stream: string;
    name: string;
    status: () => ConsumerStatus;
  }[] = [];
  for (const reference of references) {
    const consumers = state ? find(reference, state.memory, account) : [];
    consumers.forEach(consumer => found.add(consumer));
    if (consumers.length === 0 && reference.consumer !== '*') {
      const status = absent(reference, state, account);
      const { stream, consumer: name, verdict } = status;
      rows.push({ stream, name, verdict, status: () => status });
    }
  }
  if (references.length === 0 && state) {
    everything(state.memory, account).forEach(consumer => found.add(consumer));
  }
  for (const consumer of found) {
    const { stream, name } = consumer;
    const verdict = verdictOn(consumer, view);
    const status = () => toConsumerStatus(consumer, view);
    rows.push({ stream, name, verdict, status });
  }
  rows.sort(compareConsumers);
  const more = rows.length - MAX_CONSUMERS;
  return {
    consumers: rows.slice(0, MAX_CONSUMERS).map(({ status }) => status()),
    ...(more > 0 ? { moreConsumers: more } : {}),
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
  const { broker, findings } = messaging;
  if (!broker) {
    return { consumers: [], findings };
  }
  states.ask(broker);
  const state = states.find(broker);
  return {
    broker: state
      ? toBrokerStatus(state, now)
      : toUnconfiguredBrokerStatus(
          broker,
          states.list().map(({ info }) => info.name),
          intervalMs,
        ),
    ...list(messaging, state, {
      now,
      intervalMs: state?.intervalMs ?? intervalMs,
      thresholds: messaging.thresholds,
    }),
    findings,
  };
}
