import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  checkMessaging,
  NATS_BROKER_ANNOTATION,
  PlanPreview,
  PlanRequest,
} from '@nats-portal/plugin-nats-common';
import {
  NatsBrokers,
  toMessagingOptions,
  toPlannedItem,
} from '@nats-portal/plugin-nats-node';
import { z } from 'zod';
import { findEntity } from './entities/findEntity';
import { readInput } from './http/readInput';

const requestSchema: z.ZodType<PlanRequest> = z.object({
  broker: z.string().min(1),
  account: z.string().optional(),
  messaging: z.unknown(),
  owner: z.string().optional(),
  consumerOwners: z
    .array(z.object({ consumer: z.string(), owner: z.string() }))
    .optional(),
  takeOver: z.boolean().optional(),
  provisioning: z.enum(['portal', 'flux']).optional(),
  recreate: z.array(z.string()).optional(),
  confirmLoss: z.array(z.string()).optional(),
});

/**
 * Reads the body of `POST /plan`.
 *
 * @throws InputError naming every field of a wrong type
 */
export function readPlanRequest(body: unknown): PlanRequest {
  return readInput(requestSchema, body);
}

/**
 * The name of a broker that a form gives by name or, from an entity picker, by
 * the reference of an entity.
 *
 * @throws NotFoundError for an entity that the caller does not see
 * @throws InputError for an entity that names no broker
 */
async function brokerName(
  wanted: string,
  options: { catalog: CatalogService; credentials: BackstageCredentials },
): Promise<string> {
  if (!wanted.includes(':')) {
    return wanted;
  }
  const entity = await findEntity(wanted, options);
  const name = entity.metadata.annotations?.[NATS_BROKER_ANNOTATION];
  if (!name) {
    throw new InputError(
      `Entity ${wanted} names no broker (annotation ${NATS_BROKER_ANNOTATION})`,
    );
  }
  return name;
}

/**
 * Says what applying would do, changing nothing.
 *
 * @throws NotFoundError for a broker or account that is not configured, naming those that are
 * @throws ServiceUnavailableError for a broker that does not answer
 */
export async function planMessaging(
  { broker: wanted, messaging, ...request }: PlanRequest,
  options: {
    brokers: NatsBrokers;
    catalog: CatalogService;
    credentials: BackstageCredentials;
    signal?: AbortSignal;
  },
): Promise<PlanPreview> {
  const broker = options.brokers.get(await brokerName(wanted, options));
  const { name } = broker.info;
  const { findings } = checkMessaging(messaging);
  if (findings.some(({ severity }) => severity === 'error')) {
    return { broker: name, findings, items: [], unlisted: [] };
  }
  const plan = await broker.planMessaging(messaging, {
    ...toMessagingOptions({ ...request, prune: 'report' }),
    signal: options.signal,
  });
  return {
    broker: name,
    account: plan.account,
    findings,
    items: plan.assets.map(toPlannedItem),
    unlisted: plan.unlisted ?? [],
  };
}
