import { Entity } from '@backstage/catalog-model';
import { BROKER_ANNOTATION } from './brokerAnnotation';

/**
 * Whether an entity names a broker, so that there is something to show.
 *
 * @public
 */
export function isNatsAvailable(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[BROKER_ANNOTATION]?.trim());
}
