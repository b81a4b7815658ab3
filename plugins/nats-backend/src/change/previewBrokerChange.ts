import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ChangePreview,
  ChangePreviewRequest,
} from '@nats-portal/plugin-nats-common';
import { FluxSources, previewChange } from '@nats-portal/plugin-nats-flux';
import { z } from 'zod';
import { accountInput } from '../http/accountInput';
import { findEntity } from '../entities/findEntity';
import { readInput } from '../http/readInput';
import { serverInputs } from '../http/serverInputs';
import { RepositoryCache } from './RepositoryCache';

const requestSchema: z.ZodType<ChangePreviewRequest> = z.object({
  entityRef: z.string().min(1),
  ...serverInputs,
  chartVersion: z.string().optional(),
  monitoringHost: z.string().optional(),
  accounts: z.array(accountInput).optional(),
  removeAccounts: z.array(z.string()).optional(),
  streams: z.unknown().optional(),
  keyValues: z.unknown().optional(),
  objectStores: z.unknown().optional(),
  remove: z.array(z.string()).optional(),
});

/**
 * Reads the body of `POST /preview/change`.
 *
 * @throws InputError naming every field of a wrong type
 */
export function readChangePreviewRequest(body: unknown): ChangePreviewRequest {
  return readInput(requestSchema, body);
}

/**
 * Shows what a change of a broker's repository would be and do.
 *
 * @throws NotFoundError for an entity that the caller does not see, InputError where it says no repository that can be read
 */
export async function previewBrokerChange(
  { entityRef, ...changes }: ChangePreviewRequest,
  options: {
    catalog: CatalogService;
    sources: FluxSources;
    repositories: RepositoryCache;
    credentials: BackstageCredentials;
  },
): Promise<ChangePreview> {
  const { sources, repositories } = options;
  const entity = await findEntity(entityRef, options);
  const [{ place, files }, defaults, skeleton] = await Promise.all([
    repositories.read(entity),
    sources.readDefaults(),
    sources.readSkeleton(),
  ]);
  return {
    repository: place.type === 'disk' ? place.folder : place.url,
    ...previewChange(files, changes, { defaults, skeleton }),
  };
}
