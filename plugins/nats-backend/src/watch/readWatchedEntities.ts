import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  EntityMessaging,
  NATS_BROKER_ANNOTATION,
  readEntityMessaging,
} from '@nats-portal/plugin-nats-common';

const PER_REQUEST = 500;
/** A catalog with more is read as far as this. */
const MOST = 20_000;

/** An entity with NATS annotations. */
export interface WatchedEntity {
  ref: string;
  /** Where its page is, below the address of the app. */
  page: string;
  /** References. */
  owners: string[];
  /** True for the entity of a broker itself. */
  isBroker: boolean;
  messaging: EntityMessaging & { broker: string };
}

function toWatched(entity: Entity): WatchedEntity | undefined {
  const messaging = readEntityMessaging(entity);
  const { broker } = messaging;
  const { name, namespace = 'default' } = entity.metadata;
  const kind = entity.kind.toLocaleLowerCase('en-US');
  return broker === undefined
    ? undefined
    : {
        ref: stringifyEntityRef(entity),
        page: `/catalog/${[namespace, kind, name]
          .map(encodeURIComponent)
          .join('/')}/nats`,
        owners: (entity.relations ?? [])
          .filter(({ type }) => type === RELATION_OWNED_BY)
          .map(({ targetRef }) => targetRef),
        isBroker: entity.spec?.type === 'nats-broker',
        messaging: { ...messaging, broker },
      };
}

/** Reads all entities with NATS annotations, as the backend itself. */
export async function readWatchedEntities(options: {
  auth: AuthService;
  catalog: CatalogService;
}): Promise<WatchedEntity[]> {
  const { auth, catalog } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const watched: WatchedEntity[] = [];
  let cursor: string | undefined;
  do {
    const page = await catalog.queryEntities(
      cursor
        ? { cursor, limit: PER_REQUEST }
        : {
            filter: {
              [`metadata.annotations.${NATS_BROKER_ANNOTATION}`]:
                CATALOG_FILTER_EXISTS,
            },
            limit: PER_REQUEST,
          },
      { credentials },
    );
    watched.push(...page.items.flatMap(entity => toWatched(entity) ?? []));
    cursor = page.pageInfo.nextCursor;
  } while (cursor && watched.length < MOST);
  return watched;
}
