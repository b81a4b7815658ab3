import { Entity } from '@backstage/catalog-model';
import { NATS_BROKER_ANNOTATION } from '@nats-portal/plugin-nats-common';

/**
 * Whether an entity names a broker, so that there is something to show.
 *
 * @public
 */
export function isNatsAvailable(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[NATS_BROKER_ANNOTATION]?.trim());
}
