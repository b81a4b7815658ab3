import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** @throws InputError for what is no reference of an entity */
export function requireEntityRef(text: string): void {
  try {
    parseEntityRef(text);
  } catch {
    throw new InputError(
      `"${text}" is no reference of an entity, such as component:default/worker`,
    );
  }
}

/**
 * Finds the entity that a caller names, with the caller's own credentials: who may
 * not see it learns nothing by way of it.
 *
 * @throws InputError for what is no reference, NotFoundError for an entity that the caller does not see
 */
export async function findEntity(
  entityRef: string,
  options: { catalog: CatalogService; credentials: BackstageCredentials },
): Promise<Entity> {
  const { catalog, credentials } = options;
  requireEntityRef(entityRef);
  const entity = await catalog.getEntityByRef(entityRef, { credentials });
  if (!entity) {
    throw new NotFoundError(`No entity ${entityRef} in the catalog`);
  }
  return entity;
}
