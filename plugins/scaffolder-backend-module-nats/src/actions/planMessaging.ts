import { PermissionsService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonValue } from '@backstage/types';
import { natsMessagingReadPermission } from '@nats-portal/plugin-nats-common';
import { NatsBrokers, PlannedAsset } from '@nats-portal/plugin-nats-node';
import { assetName, describeAsset } from './applyOutcome';
import { authorize } from './authorize';
import { LEFT_TO_FLUX } from './leftToFlux';
import { examples } from './planMessaging.examples';
import { refuseMistakes } from './refuseMistakes';
import { requireApplicable } from './requireApplicable';

/**
 * `nats:messaging:plan` says what `nats:messaging:apply` would do, and fails
 * where that would fail, before a template has published anything.
 */
export function createPlanMessagingAction(options: {
  brokers: NatsBrokers;
  permissions: PermissionsService;
}) {
  const { brokers, permissions } = options;
  return createTemplateAction({
    id: 'nats:messaging:plan',
    description:
      'Compares streams and consumers with what a running broker has; changes nothing, and fails where applying them would',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          broker: z.string().describe('Name of a broker in nats.brokers'),
          account: z
            .string()
            .optional()
            .describe('Account; blank where the broker has one'),
          messaging: z
            .custom<JsonValue>()
            .describe('Streams with their consumers, as for apply'),
          existing: z
            .enum(['update', 'refuse'])
            .optional()
            .describe(
              'What to do with a stream or consumer that exists with other settings; blank means update',
            ),
          whenAbsent: z
            .enum(['fail', 'leave-to-flux'])
            .optional()
            .describe(
              'What to do when the broker is not configured or does not answer; blank means fail',
            ),
        }),
      output: z =>
        z.object({
          planned: z.boolean().describe('False when it is left to Flux'),
          assets: z
            .array(z.object({ name: z.string(), action: z.string() }))
            .describe('Each stream and consumer with what would be done'),
          message: z.string().describe('The plan in a sentence'),
        }),
    },
    async handler(ctx) {
      const { broker: name, account, messaging } = ctx.input;
      const { whenAbsent = 'fail', existing = 'update' } = ctx.input;
      refuseMistakes(messaging);
      await authorize(natsMessagingReadPermission, {
        permissions,
        credentials: await ctx.getInitiatorCredentials(),
      });

      const finish = (
        planned: boolean,
        message: string,
        assets: PlannedAsset[],
      ) => {
        ctx.logger.info(message);
        ctx.output('planned', planned);
        ctx.output('message', message);
        ctx.output(
          'assets',
          assets.map(asset => ({
            name: assetName(asset),
            action: asset.action,
          })),
        );
      };

      const broker =
        whenAbsent === 'fail' ? brokers.get(name) : brokers.find(name);
      if (!broker) {
        finish(
          false,
          `Broker ${name} is not configured in nats.brokers${LEFT_TO_FLUX}`,
          [],
        );
        return;
      }
      const plan = await broker
        .planMessaging(messaging, { account, signal: ctx.signal })
        .catch(error => {
          const away =
            isError(error) && error.name === 'ServiceUnavailableError';
          if (whenAbsent === 'fail' || !away) {
            throw error;
          }
          finish(false, `${error.message}${LEFT_TO_FLUX}`, []);
          return undefined;
        });
      if (!plan) {
        return;
      }
      plan.assets.forEach(asset => ctx.logger.info(describeAsset(asset)));
      requireApplicable(plan, existing);
      const changing = plan.assets.filter(
        ({ action }) => action !== 'unchanged',
      );
      finish(
        true,
        `${changing.length} of ${plan.assets.length} streams and consumers would change on broker ${name}`,
        plan.assets,
      );
    },
  });
}
