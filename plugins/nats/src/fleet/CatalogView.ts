import {
  Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { readEntityMessaging } from '@nats-portal/plugin-nats-common';

/** The type of the entities that are brokers, as the template writes them. */
const BROKER_TYPE = 'nats-broker';

/** The parts of an entity that {@link CatalogView} reads. */
export const CATALOG_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'spec.type',
  'relations',
];

/** An entity and who owns it, both full references. */
export interface Owned {
  entityRef: string;
  owner?: string;
}

/** What the catalog knows of brokers and consumers. */
export class CatalogView {
  readonly #brokers = new Map<string, Owned & { isBroker: boolean }>();
  readonly #consumers = new Map<string, Owned>();

  /** @param entities - those that name a broker, with {@link CATALOG_FIELDS} */
  constructor(entities: readonly Entity[]) {
    for (const entity of entities) {
      const { broker, account, consumers } = readEntityMessaging(entity);
      if (!broker) {
        continue;
      }
      const owned: Owned = {
        entityRef: stringifyEntityRef(entity),
        owner: entity.relations?.find(({ type }) => type === RELATION_OWNED_BY)
          ?.targetRef,
      };
      const isBroker = entity.spec?.type === BROKER_TYPE;
      // A cluster names its broker as well, and its page does where there is no better one.
      if (isBroker || !this.#brokers.has(broker)) {
        this.#brokers.set(broker, { ...owned, isBroker });
      }
      for (const { stream, consumer } of isBroker ? [] : consumers) {
        this.#consumers.set(keyOf(broker, account, stream, consumer), owned);
      }
    }
  }

  /** The entity of a broker; its owner only where it is the broker itself. */
  brokerOf(name: string): Owned | undefined {
    const known = this.#brokers.get(name);
    return (
      known && {
        entityRef: known.entityRef,
        ...(known.isBroker && known.owner ? { owner: known.owner } : {}),
      }
    );
  }

  /** The entity that a consumer belongs to: the one that names it, else one that names all of its stream. */
  consumerOf(item: {
    broker: string;
    account?: string;
    stream: string;
    consumer: string;
  }): Owned | undefined {
    for (const account of [item.account, undefined]) {
      for (const consumer of [item.consumer, '*']) {
        const known = this.#consumers.get(
          keyOf(item.broker, account, item.stream, consumer),
        );
        if (known) {
          return known;
        }
      }
    }
    return undefined;
  }
}

function keyOf(
  broker: string,
  account: string | undefined,
  stream: string,
  consumer: string,
): string {
  return JSON.stringify([broker, account ?? null, stream, consumer]);
}
