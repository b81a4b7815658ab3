import {
  compareVerdicts,
  ConsumerReference,
  ConsumerStatus,
  EntityMessaging,
  EntityStatus,
  Verdict,
} from '@nats-portal/plugin-nats-common';
import { comparePlaces, Place } from '../brokers/Cursor';
import { BrokerMemory } from '../sampling/BrokerMemory';
import { BrokerState } from '../sampling/BrokerSampler';
import { ConsumerMemory } from '../sampling/ConsumerMemory';
import { consumerCandidates, findConsumers } from '../status/candidates';
import { isInternalStream } from '../status/isInternalStream';
import {
  ConsumerView,
  toConsumerStatus,
  verdictOn,
} from '../status/toConsumerStatus';
import { firstOf } from './firstOf';

/** Consumers in one reply; a page of more is of no use, and the list of the broker has them all. */
const MAX_CONSUMERS = 200;

interface Row {
  place: Place;
  status: () => ConsumerStatus;
}

const placeOf = (
  { account = '', stream, consumer }: ConsumerReference & { account?: string },
  verdict: Verdict,
): Place => ({
  rank: compareVerdicts(verdict, { level: 'ok' }),
  account,
  stream,
  name: consumer,
});

function wanted(messaging: EntityMessaging): ConsumerReference[] {
  const streams = messaging.streams.map(stream => ({ stream, consumer: '*' }));
  return [...messaging.consumers, ...streams];
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

function absent(
  reference: ConsumerReference,
  state: BrokerState | undefined,
  account: string | undefined,
): Row {
  const { stream, consumer: name } = reference;
  const verdict: Verdict = state?.snapshot
    ? {
        level: 'unknown',
        rule: 'not-found',
        reason: `${
          state.memory.findStreams(stream, account).length > 0
            ? `Stream ${stream} has no consumer "${name}"`
            : `There is no stream ${stream}`
        } (${consumerCandidates(reference, state.memory, account)})`,
      }
    : {
        level: 'unknown',
        rule: 'never-reached',
        reason: 'Its broker was never reached',
      };
  return {
    place: placeOf(reference, verdict),
    status: () => ({ ...reference, trend: [], verdict }),
  };
}

/**
 * The worst of the consumers that an entity means, and of those that are not there, in
 * their order. Of what it names by name an hour is kept from now on. Yields where it may be
 * left for a moment.
 */
export function* listConsumers(
  messaging: EntityMessaging,
  state: BrokerState | undefined,
  view: ConsumerView,
): Generator<void, Pick<EntityStatus, 'consumers' | 'moreConsumers'>, void> {
  const { account } = messaging;
  const references = wanted(messaging);
  const found = new Set<ConsumerMemory>();
  const rows: Row[] = [];
  for (const reference of references) {
    const consumers = state
      ? findConsumers(reference, state.memory, account)
      : [];
    consumers.forEach(consumer => found.add(consumer));
    if (consumers.length === 0 && reference.consumer !== '*') {
      rows.push(absent(reference, state, account));
    }
  }
  if (references.length === 0 && state) {
    everything(state.memory, account).forEach(consumer => found.add(consumer));
  }
  for (const consumer of found) {
    const { stream, name } = consumer;
    const verdict = verdictOn(consumer, view);
    const status = () => {
      if (references.length > 0) {
        state?.memory.keepLong(consumer, view.now);
      }
      return toConsumerStatus(consumer, view);
    };
    const reference = { account: consumer.account, stream, consumer: name };
    rows.push({ place: placeOf(reference, verdict), status });
    yield;
  }
  const more = rows.length - MAX_CONSUMERS;
  const shown = firstOf(rows, MAX_CONSUMERS, (a, b) =>
    comparePlaces(a.place, b.place),
  );
  return {
    consumers: shown.map(({ status }) => status()),
    ...(more > 0 ? { moreConsumers: more } : {}),
  };
}
