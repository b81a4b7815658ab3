import {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { natsMessagingApplyPermission } from '@nats-portal/plugin-nats-common';
import {
  authorize,
  Broker,
  messagingInput,
  NatsBrokers,
  plannedItems,
  toMessagingOptions,
  unlistedItems,
} from '@nats-portal/plugin-nats-node';
import { examples } from './applyMessaging.examples';
import { applyOnBroker } from './applyOnBroker';
import { ApplyOutcome, leftToFlux } from './applyOutcome';
import { LEFT_TO_FLUX, whenAbsentInput } from './leftToFlux';
import { originOf } from './originOf';
import { refuseMistakes } from './refuseMistakes';

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
      'Creates and updates streams and consumers on a running broker; running it again changes nothing, and nothing is deleted but what is named to be made anew',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({ ...messagingInput(z), whenAbsent: whenAbsentInput(z) }),
      output: z =>
        z.object({
          applied: z
            .boolean()
            .describe('False when it was left to Flux, or in a dry run'),
          created: z.number().describe('Streams and consumers created'),
          updated: z.number().describe('Streams and consumers changed'),
          recreated: z
            .number()
            .describe('Streams and consumers deleted and made anew'),
          unchanged: z
            .number()
            .describe('Streams and consumers that were right already'),
          plan: plannedItems(z),
          unlisted: unlistedItems(z),
          entityRefs: z
            .array(z.string())
            .describe('Entities that these streams and consumers are of'),
          message: z.string().describe('What happened, in a sentence'),
        }),
    },
    async handler(ctx) {
      const { broker: name, messaging, whenAbsent = 'fail' } = ctx.input;
      const messagingOptions = {
        ...toMessagingOptions(ctx.input, originOf(ctx)),
        signal: ctx.signal,
        onWaiting: (reason: string) => ctx.logger.info(`Waiting: ${reason}`),
      };
      // Without a broker to ask, the spec is still told right from wrong.
      refuseMistakes(messaging);
      await authorize([natsMessagingApplyPermission], {
        permissions,
        credentials: await ctx.getInitiatorCredentials(),
      });

      const finish = (outcome: ApplyOutcome) => {
        ctx.logger.info(outcome.message);
        const { entity } = messagingOptions.provenance ?? {};
        ctx.output('entityRefs', entity ? [entity] : []);
        for (const key of Object.keys(outcome) as (keyof ApplyOutcome)[]) {
          ctx.output(key, outcome[key]);
        }
      };

      const applyOn = (broker: Broker) =>
        applyOnBroker(broker, messaging, {
          ctx,
          auditor,
          messagingOptions,
        });

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
        await broker.planMessaging(messaging, messagingOptions);
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
