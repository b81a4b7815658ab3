import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  PreviewRequest,
  RepositoryPreview,
} from '@nats-portal/plugin-nats-common';
import {
  findCluster,
  FluxSources,
  previewRepository,
  resolveSettings,
} from '@nats-portal/plugin-nats-flux';
import { z } from 'zod';
import { readBody } from './readBody';

const requestSchema: z.ZodType<PreviewRequest> = z.object({
  cluster: z.string(),
  name: z.string().optional(),
  owner: z.string().optional(),
  system: z.string().optional(),
  servers: z.number().optional(),
  storageSize: z.string().optional(),
  storageClass: z.string().optional(),
  memory: z.string().optional(),
  cpu: z.string().optional(),
  messaging: z.unknown(),
});

/**
 * Reads the body of `POST /preview`.
 *
 * @throws InputError naming every field of a wrong type
 */
export function readPreviewRequest(body: unknown): PreviewRequest {
  return readBody(requestSchema, body);
}

/** Shows what a form would generate, with the caller's view of the catalog. */
export async function preview(
  { cluster: wanted, owner, ...request }: PreviewRequest,
  options: {
    catalog: CatalogService;
    sources: FluxSources;
    credentials: BackstageCredentials;
  },
): Promise<RepositoryPreview> {
  const { catalog, sources, credentials } = options;
  const [{ cluster, findings }, defaults, skeleton] = await Promise.all([
    findCluster(wanted, { catalog, credentials }),
    sources.readDefaults(),
    sources.readSkeleton(),
  ]);
  const resolved = resolveSettings(
    {
      ...request,
      owner: owner ?? '',
      cluster: cluster.name,
      broker: cluster.broker,
    },
    defaults,
  );
  return previewRepository(resolved, skeleton, findings);
}
