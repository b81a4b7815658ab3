import { createHash } from 'node:crypto';
import { Verdict } from '@nats-portal/plugin-nats-common';
import { BrokerState } from '../sampling/BrokerSampler';
import { ConsumerMemory } from '../sampling/ConsumerMemory';
import { findConsumers } from '../status/candidates';
import { toBrokerStatus } from '../status/toBrokerStatus';
import { verdictOn } from '../status/toConsumerStatus';
import { WatchedEntity } from '../watch/readWatchedEntities';

/** Something of which an owner is to be told. */
export interface NoticeSubject {
  /** Names the owner and the thing. */
  key: string;
  owner: string;
  title: string;
  /** Where its page is, below the address of the app. */
  page: string;
  verdict: () => Verdict;
}

const keyOf = (...parts: string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The consumers that an entity means, those that it names one by one last. */
function consumersOf(
  { messaging }: WatchedEntity,
  { memory }: BrokerState,
): { consumer: ConsumerMemory; isNamed: boolean }[] {
  const { account, streams, consumers } = messaging;
  const references = [
    ...streams.map(stream => ({ stream, consumer: '*' })),
    ...consumers,
  ];
  return references.flatMap(reference =>
    findConsumers(reference, memory, account).map(consumer => ({
      consumer,
      isNamed: reference.consumer !== '*',
    })),
  );
}

/**
 * Everything on a broker of which somebody is to be told: consumers that entities name, and
 * brokers that are entities. Each owner is told of each thing once, by way of the entity
 * that names it most closely.
 */
export function subjectsOf(
  entities: readonly WatchedEntity[],
  state: BrokerState,
  now: number,
): NoticeSubject[] {
  const { info, intervalMs } = state;
  const subjects = new Map<string, NoticeSubject & { isNamed: boolean }>();
  const add = (subject: NoticeSubject & { isNamed: boolean }) => {
    if (subject.isNamed || !subjects.has(subject.key)) {
      subjects.set(subject.key, subject);
    }
  };
  for (const entity of entities) {
    const { owners, page, messaging, isBroker } = entity;
    if (messaging.broker === info.name) {
      const found = consumersOf(entity, state);
      for (const owner of owners) {
        if (isBroker) {
          add({
            key: keyOf(owner, info.name),
            owner,
            title: `NATS broker ${info.name}`,
            page,
            isNamed: true,
            verdict: () => toBrokerStatus(state, now).verdict,
          });
        }
        for (const { consumer, isNamed } of found) {
          const { account, stream, name } = consumer;
          add({
            key: keyOf(owner, info.name, account, stream, name),
            owner,
            title: `${stream}/${name} on ${info.name}`,
            page,
            isNamed,
            verdict: () =>
              verdictOn(consumer, {
                now,
                intervalMs,
                thresholds: messaging.thresholds,
              }),
          });
        }
      }
    }
  }
  return [...subjects.values()];
}
