import { PermissionsService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { natsMessagingReadPermission } from '@nats-portal/plugin-nats-common';
import {
  authorize,
  messagingInput,
  MessagingPlan,
  NatsBrokers,
  plannedItems,
  requireApplicable,
  toMessagingOptions,
  toPlannedItem,
  unlistedItems,
} from '@nats-portal/plugin-nats-node';
import { LEFT_TO_FLUX, whenAbsentInput } from './leftToFlux';
import { logUnlisted } from './logUnlisted';
import { originOf } from './originOf';
import { examples } from './planMessaging.examples';
import { refuseMistakes } from './refuseMistakes';
import { summaryTable } from './summaryTable';

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
          ...messagingInput(z),
          whenAbsent: whenAbsentInput(z),
          provisioning: z
            .enum(['portal', 'flux'])
            .optional()
            .describe(
              'Who would make the changes: flux from the repository of the broker, which may change what it declares and not what the portal made; blank means portal',
            ),
        }),
      output: z =>
        z.object({
          planned: z.boolean().describe('False when it is left to Flux'),
          plan: plannedItems(z),
          unlisted: unlistedItems(z),
          message: z.string().describe('The plan in a sentence'),
        }),
    },
    async handler(ctx) {
      const { broker: name, messaging, whenAbsent = 'fail' } = ctx.input;
      const messagingOptions = {
        ...toMessagingOptions(ctx.input, originOf(ctx)),
        signal: ctx.signal,
        onWaiting: (reason: string) => ctx.logger.info(`Waiting: ${reason}`),
      };
      refuseMistakes(messaging);
      await authorize([natsMessagingReadPermission], {
        permissions,
        credentials: await ctx.getInitiatorCredentials(),
      });

      const finish = (message: string, plan?: MessagingPlan) => {
        ctx.logger.info(message);
        ctx.output('planned', plan !== undefined);
        ctx.output('message', message);
        ctx.output('plan', plan?.assets.map(toPlannedItem) ?? []);
        ctx.output('unlisted', plan?.unlisted ?? []);
      };

      const broker =
        whenAbsent === 'fail' ? brokers.get(name) : brokers.find(name);
      if (!broker) {
        finish(
          `Broker ${name} is not configured in nats.brokers${LEFT_TO_FLUX}`,
        );
        return;
      }
      const plan = await broker
        .planMessaging(messaging, messagingOptions)
        .catch(error => {
          const away =
            isError(error) && error.name === 'ServiceUnavailableError';
          if (whenAbsent === 'fail' || !away) {
            throw error;
          }
          finish(`${error.message}${LEFT_TO_FLUX}`);
          return undefined;
        });
      if (!plan) {
        return;
      }
      ctx.logger.info(summaryTable(plan.assets.map(toPlannedItem)));
      logUnlisted(plan.unlisted ?? [], ctx.logger);
      requireApplicable(plan, messagingOptions.existing);
      const changing = plan.assets.filter(
        ({ action }) => action !== 'unchanged',
      );
      finish(
        `${changing.length} of ${plan.assets.length} streams and consumers would change on broker ${name}`,
        plan,
      );
    },
  });
}
