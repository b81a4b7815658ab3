import { PlannedItem } from '@nats-portal/plugin-nats-common';
import type { z as Zod } from 'zod/v3';
import { PlannedAsset } from '../MessagingPlan';
import { assetName } from '../plan/formatPlan';

/**
 * What a plan says of one asset, as people read it.
 *
 * @public
 */
export function toPlannedItem(asset: PlannedAsset): PlannedItem {
  const { kind, action, changes, reason, cost } = asset;
  return { kind, name: assetName(asset), action, changes, reason, cost };
}

/**
 * The schema of what a plan consists of, for the outputs of actions.
 *
 * @public
 */
export function plannedItems(z: typeof Zod) {
  return z
    .array(
      z.object({
        kind: z.string().describe('stream or consumer'),
        name: z.string().describe('Such as JOBS, or JOBS/echo-workers'),
        action: z.enum([
          'create',
          'update',
          'recreate',
          'unchanged',
          'refused',
        ]),
        changes: z.array(
          z.object({ field: z.string(), from: z.unknown(), to: z.unknown() }),
        ),
        reason: z
          .string()
          .optional()
          .describe(
            'Why it is refused, and what to do instead; or why it is made anew, and what that costs',
          ),
        cost: z
          .object({
            messages: z.number().describe('Messages that are lost'),
            bytes: z.number().describe('What these take'),
            consumers: z.number().describe('Consumers that start over'),
            lost: z
              .array(z.string())
              .describe('Consumers that are gone, since the spec has none'),
          })
          .optional()
          .describe(
            'What is lost where it is made anew, or would have to be made anew',
          ),
      }),
    )
    .describe('Each stream and consumer, in the order of the spec');
}

/**
 * The schema of what the spec does not name, for the outputs of actions.
 *
 * @public
 */
export function unlistedItems(z: typeof Zod) {
  return z
    .array(
      z.object({
        kind: z.enum(['stream', 'consumer', 'keyValue', 'objectStore']),
        name: z.string(),
        owner: z.string().optional(),
      }),
    )
    .describe(
      'With prune: report, what the account has and the spec does not name; it stays as it is',
    );
}
