import {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { toError } from '@backstage/errors';
import {
  natsMessagingApplyPermission,
  natsMessagingReadPermission,
} from '@nats-portal/plugin-nats-common';
import { MessagingPlan, NatsBrokers } from '@nats-portal/plugin-nats-node';
import { authorize } from '../authorize';
import { toPlannedItem } from '../toPlannedItem';

const EXAMPLE = {
  broker: 'local',
  messaging: {
    streams: [
      {
        name: 'JOBS',
        subjects: ['jobs.>'],
        consumers: [{ durableName: 'echo-workers', maxDeliver: 3 }],
      },
    ],
  },
};

function toOutput({ broker, account, assets }: MessagingPlan) {
  return { broker, account, items: assets.map(toPlannedItem) };
}

/**
 * Registers `nats:plan-messaging` and `nats:apply-messaging` for agents and
 * other plugins. Both need the permissions that people need.
 */
export function registerMessagingActions(options: {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  brokers: NatsBrokers;
  permissions: PermissionsService;
}): void {
  const { actionsRegistry, auditor, brokers, permissions } = options;

  actionsRegistry.register({
    name: 'plan-messaging',
    title: 'Plan NATS streams and consumers',
    description:
      'Compares wanted streams, consumers and buckets with what a running NATS broker has and says, for each, whether it would be created, changed field by field, left alone or refused and why. Changes nothing.',
    visibilityPermission: natsMessagingReadPermission,
    attributes: { readOnly: true, idempotent: true },
    examples: [{ title: 'A stream with one consumer', input: EXAMPLE }],
    schema: {
      input: z =>
        z.object({
          broker: z.string().describe('Name of a broker in nats.brokers'),
          account: z
            .string()
            .optional()
            .describe('NATS account; the first of the broker where left out'),
          messaging: z
            .record(z.unknown())
            .describe(
              '{ streams: [{ name, subjects, consumers: [{ durableName }] }], keyValues: [{ bucket }], objectStores: [{ bucket }] }, fields as in the jetstream.nats.io/v1beta2 resources',
            ),
        }),
      output: z =>
        z.object({
          broker: z.string(),
          account: z.string(),
          items: z.array(
            z.object({
              kind: z.string(),
              name: z.string(),
              action: z.enum(['create', 'update', 'unchanged', 'refused']),
              changes: z.array(
                z.object({
                  field: z.string(),
                  from: z.unknown(),
                  to: z.unknown(),
                }),
              ),
              reason: z
                .string()
                .optional()
                .describe('Why it is refused, and what to do instead'),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      await authorize([natsMessagingReadPermission], {
        permissions,
        credentials,
      });
      const { broker, account, messaging } = input;
      const plan = await brokers
        .get(broker)
        .planMessaging(messaging, { account });
      return { output: toOutput(plan) };
    },
  });

  actionsRegistry.register({
    name: 'apply-messaging',
    title: 'Apply NATS streams and consumers',
    description:
      'Creates and changes streams, consumers and buckets on a running NATS broker. Deletes nothing, writes nothing while anything would be refused, and changes nothing when it is run again. Plan first and show the plan to whoever asked.',
    visibilityPermission: natsMessagingApplyPermission,
    // A lower limit lets the server drop messages.
    attributes: { readOnly: false, destructive: true, idempotent: true },
    examples: [{ title: 'A stream with one consumer', input: EXAMPLE }],
    schema: {
      input: z =>
        z.object({
          broker: z.string().describe('Name of a broker in nats.brokers'),
          account: z
            .string()
            .optional()
            .describe('NATS account; the first of the broker where left out'),
          messaging: z
            .record(z.unknown())
            .describe('As for nats:plan-messaging'),
        }),
      output: z =>
        z.object({
          broker: z.string(),
          account: z.string(),
          created: z.number(),
          updated: z.number(),
          unchanged: z.number(),
        }),
    },
    action: async ({ input, credentials, logger }) => {
      await authorize([natsMessagingApplyPermission], {
        permissions,
        credentials,
      });
      const { broker, account, messaging } = input;
      const target = brokers.get(broker);
      const event = await auditor.createEvent({
        eventId: 'messaging-apply',
        severityLevel: 'medium',
        meta: { broker, account: account ?? null },
      });
      try {
        const { plan, created, updated, unchanged } =
          await target.applyMessaging(messaging, { account });
        const counts = { created, updated, unchanged };
        await event.success({ meta: counts });
        logger.info('Applied messaging', { broker, ...counts });
        return { output: { broker, account: plan.account, ...counts } };
      } catch (error) {
        await event.fail({ error: toError(error) });
        throw error;
      }
    },
  });
}
