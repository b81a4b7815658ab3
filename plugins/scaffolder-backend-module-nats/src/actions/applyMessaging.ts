import {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonValue } from '@backstage/types';
import { natsMessagingApplyPermission } from '@nats-portal/plugin-nats-common';
import { Broker, NatsBrokers } from '@nats-portal/plugin-nats-node';
import { examples } from './applyMessaging.examples';
import {
  appliedOutcome,
  ApplyOutcome,
  describeAsset,
  leftToFlux,
  plannedOutcome,
} from './applyOutcome';
import { authorize } from './authorize';
import { LEFT_TO_FLUX } from './leftToFlux';
import { refuseMistakes } from './refuseMistakes';
import { requireApplicable } from './requireApplicable';

/**
 * `nats:messaging:apply` creates and changes streams and consumers on a broker.
 * It reads before it writes, so that running it again changes nothing.
 */
export function createApplyMessagingAction(options: {
  brokers: NatsBrokers;
  permissions: PermissionsService;
  auditor: AuditorService;
}) {
  const { brokers, permissions, auditor } = options;

  return createTemplateAction({
    id: 'nats:messaging:apply',
    description:
      'Creates and updates streams and consumers on a running broker; nothing is ever deleted, and running it again changes nothing',
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
            .describe(
              'Streams with their consumers: { streams: [{ name, subjects, consumers: [{ durableName }] }] }, fields as in the jetstream.nats.io/v1beta2 resources',
            ),
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
          applied: z
            .boolean()
            .describe('False when it was left to Flux, or in a dry run'),
          created: z.number().describe('Streams and consumers created'),
          updated: z.number().describe('Streams and consumers changed'),
          unchanged: z
            .number()
            .describe('Streams and consumers that were right already'),
          assets: z
            .array(z.object({ name: z.string(), action: z.string() }))
            .describe('Each stream and consumer with what was done'),
          message: z.string().describe('What happened, in a sentence'),
        }),
    },
    async handler(ctx) {
      const {
        broker: name,
        account,
        messaging,
        whenAbsent = 'fail',
        existing = 'update',
      } = ctx.input;
      // Without a broker to ask, the spec is still told right from wrong.
      refuseMistakes(messaging);
      await authorize(natsMessagingApplyPermission, {
        permissions,
        credentials: await ctx.getInitiatorCredentials(),
      });

      const finish = (outcome: ApplyOutcome) => {
        ctx.logger.info(outcome.message);
        for (const key of Object.keys(outcome) as (keyof ApplyOutcome)[]) {
          ctx.output(key, outcome[key]);
        }
      };

      async function applyOn(broker: Broker): Promise<ApplyOutcome> {
        const target = `broker ${broker.info.name}`;
        if (ctx.isDryRun) {
          const plan = await broker.planMessaging(messaging, {
            account,
            signal: ctx.signal,
          });
          plan.assets.forEach(asset => ctx.logger.info(describeAsset(asset)));
          return plannedOutcome(plan, target);
        }
        if (existing === 'refuse') {
          requireApplicable(
            await broker.planMessaging(messaging, {
              account,
              signal: ctx.signal,
            }),
            existing,
          );
        }
        const event = await auditor.createEvent({
          eventId: 'messaging-apply',
          severityLevel: 'medium',
          meta: { broker: name, account: account ?? null, task: ctx.task.id },
        });
        try {
          // The whole apply is one checkpoint: it converges by itself, and a
          // checkpoint for each asset would cost more than the asset.
          const outcome = await ctx.checkpoint({
            key: `nats.messaging.apply.${name}.${account ?? ''}`,
            fn: async () =>
              appliedOutcome(
                await broker.applyMessaging(messaging, {
                  account,
                  signal: ctx.signal,
                  onProgress: asset => ctx.logger.info(describeAsset(asset)),
                }),
                target,
              ),
          });
          const { created, updated, unchanged } = outcome;
          await event.success({ meta: { created, updated, unchanged } });
          return outcome;
        } catch (error) {
          await event.fail({
            error: isError(error) ? error : new Error(String(error)),
          });
          throw error;
        }
      }

      if (whenAbsent === 'fail') {
        finish(await applyOn(brokers.get(name)));
        return;
      }
      const broker = brokers.find(name);
      if (!broker) {
        finish(
          leftToFlux(
            `Broker ${name} is not configured in nats.brokers${LEFT_TO_FLUX}`,
          ),
        );
        return;
      }
      try {
        await broker.planMessaging(messaging, { account, signal: ctx.signal });
      } catch (error) {
        if (!isError(error) || error.name !== 'ServiceUnavailableError') {
          throw error;
        }
        finish(leftToFlux(`${error.message}${LEFT_TO_FLUX}`));
        return;
      }
      // A broker that goes away from here on is a failure: something may be half done.
      finish(await applyOn(broker));
    },
  });
}
