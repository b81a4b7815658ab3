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
import { BrokerStates } from './sampling/BrokerStates';
import { accountInput } from './http/accountInput';
import { readInput } from './http/readInput';
import { serverInputs } from './http/serverInputs';

const requestSchema: z.ZodType<PreviewRequest> = z.object({
  cluster: z.string(),
  name: z.string().optional(),
  owner: z.string().optional(),
  system: z.string().optional(),
  ...serverInputs,
  monitoringHost: z.string().optional(),
  accounts: z.array(accountInput).optional(),
  provisioning: z.enum(['automatic', 'flux', 'portal']).optional(),
  layout: z.enum(['repository', 'fleet']).optional(),
  source: z
    .object({
      kind: z
        .enum(['GitRepository', 'OCIRepository', 'Bucket', 'ExternalArtifact'])
        .optional(),
      name: z.string().optional(),
      namespace: z.string().optional(),
    })
    .optional(),
  messaging: z.unknown(),
});

/**
 * Reads the body of `POST /preview`.
 *
 * @throws InputError naming every field of a wrong type
 */
export function readPreviewRequest(body: unknown): PreviewRequest {
  return readInput(requestSchema, body);
}

/** Whether a broker answered when it was last sampled; nobody is asked now. */
function answers(states: BrokerStates, broker: string): boolean {
  const state = states.find(broker);
  return state?.snapshot !== undefined && state.error === undefined;
}

/** Shows what a form would generate, with the caller's view of the catalog. */
export async function preview(
  { cluster: wanted, owner, ...request }: PreviewRequest,
  options: {
    catalog: CatalogService;
    sources: FluxSources;
    states: BrokerStates;
    credentials: BackstageCredentials;
  },
): Promise<RepositoryPreview> {
  const { catalog, sources, states, credentials } = options;
  const [{ cluster, findings }, defaults, skeleton] = await Promise.all([
    findCluster(wanted, { catalog, credentials }),
    sources.readDefaults({ mayBeStale: true }),
    sources.readSkeleton({ mayBeStale: true }),
  ]);
  const of = (brokerAnswers: boolean) =>
    resolveSettings(
      {
        ...request,
        owner: owner ?? '',
        cluster: cluster.name,
        clusterBroker: cluster.broker,
        brokerNames: states.list().map(({ info }) => info.name),
        brokerAnswers,
      },
      defaults,
    );
  const { broker } = of(false).settings;
  return previewRepository(of(answers(states, broker)), skeleton, findings);
}
