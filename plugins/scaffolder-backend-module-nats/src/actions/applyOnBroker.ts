import { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import {
  Broker,
  describeApply,
  MessagingOptions,
} from '@nats-portal/plugin-nats-node';
import { appliedOutcome, ApplyOutcome, plannedOutcome } from './applyOutcome';
import { logUnlisted } from './logUnlisted';
import { ProgressLog } from './ProgressLog';
import { summaryTable } from './summaryTable';

/**
 * Applies a spec and leaves an audit event and a table in the log of the task; in
 * a dry run it plans.
 *
 * @throws what the broker throws
 */
export async function applyOnBroker(
  broker: Broker,
  messaging: unknown,
  options: {
    ctx: Pick<ActionContext<object>, 'checkpoint' | 'isDryRun' | 'logger'>;
    auditor: AuditorService;
    messagingOptions: MessagingOptions;
  },
): Promise<ApplyOutcome> {
  const { ctx, auditor, messagingOptions } = options;
  const { name } = broker.info;
  const { account } = messagingOptions;
  const target = `broker ${name}`;
  const log = (outcome: ApplyOutcome) => {
    ctx.logger.info(summaryTable(outcome.plan));
    logUnlisted(outcome.unlisted, ctx.logger);
    return outcome;
  };
  if (ctx.isDryRun) {
    const plan = await broker.planMessaging(messaging, messagingOptions);
    return log(plannedOutcome(plan, target));
  }
  const event = await auditor.createEvent({
    eventId: 'messaging-apply',
    ...describeApply(name, messagingOptions),
  });
  const progress = new ProgressLog(ctx.logger);
  try {
    // The whole apply is one checkpoint: it converges by itself, and a
    // checkpoint for each asset would cost more than the asset.
    const done = await ctx.checkpoint<string>({
      key: `nats.messaging.apply.${name}.${account ?? ''}`,
      fn: async () =>
        JSON.stringify(
          appliedOutcome(
            await broker.applyMessaging(messaging, {
              ...messagingOptions,
              onProgress: (_asset, far) => progress.done(far),
            }),
            target,
          ),
        ),
    });
    const outcome: ApplyOutcome = JSON.parse(done);
    const { created, updated, recreated, unchanged } = outcome;
    await event.success({ meta: { created, updated, recreated, unchanged } });
    return log(outcome);
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}
