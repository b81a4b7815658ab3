import {
  AuditorService,
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { toError } from '@backstage/errors';
import {
  natsMessagingApplyPermission,
  natsMessagingReadPermission,
} from '@nats-portal/plugin-nats-common';
import {
  authorize,
  describeApply,
  messagingInput,
  MessagingPlan,
  NatsBrokers,
  plannedItems,
  toMessagingOptions,
  toPlannedItem,
  unlistedItems,
} from '@nats-portal/plugin-nats-node';

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

function toOutput({ broker, account, assets, unlisted = [] }: MessagingPlan) {
  return { broker, account, items: assets.map(toPlannedItem), unlisted };
}

/**
 * Registers `nats:plan-messaging` and `nats:apply-messaging` for agents and
 * other plugins. Both need the permissions that people need.
 */
export function registerMessagingActions(options: {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  auth: AuthService;
  brokers: NatsBrokers;
  permissions: PermissionsService;
}): void {
  const { actionsRegistry, auditor, auth, brokers, permissions } = options;
  const callerOf = (credentials: BackstageCredentials) =>
    auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : undefined;

  actionsRegistry.register({
    name: 'plan-messaging',
    title: 'Plan NATS streams and consumers',
    description:
      'Compares wanted streams, consumers and buckets with what a running NATS broker has and says, for each, whether it would be created, changed field by field, left alone or refused and why. Changes nothing.',
    visibilityPermission: natsMessagingReadPermission,
    attributes: { readOnly: true, idempotent: true },
    examples: [{ title: 'A stream with one consumer', input: EXAMPLE }],
    schema: {
      input: z => z.object(messagingInput(z)),
      output: z =>
        z.object({
          broker: z.string(),
          account: z.string(),
          items: plannedItems(z),
          unlisted: unlistedItems(z),
        }),
    },
    action: async ({ input, credentials }) => {
      await authorize([natsMessagingReadPermission], {
        permissions,
        credentials,
      });
      const plan = await brokers
        .get(input.broker)
        .planMessaging(
          input.messaging,
          toMessagingOptions(input, { creator: callerOf(credentials) }),
        );
      return { output: toOutput(plan) };
    },
  });

  actionsRegistry.register({
    name: 'apply-messaging',
    title: 'Apply NATS streams and consumers',
    description:
      'Creates and changes streams, consumers and buckets on a running NATS broker. Deletes nothing but what recreate names, writes nothing while anything would be refused, and changes nothing when it is run again. Plan first and show the plan to whoever asked.',
    visibilityPermission: natsMessagingApplyPermission,
    // A lower limit lets the server drop messages.
    attributes: { readOnly: false, destructive: true, idempotent: true },
    examples: [{ title: 'A stream with one consumer', input: EXAMPLE }],
    schema: {
      input: z => z.object(messagingInput(z)),
      output: z =>
        z.object({
          broker: z.string(),
          account: z.string(),
          created: z.number(),
          updated: z.number(),
          recreated: z.number(),
          unchanged: z.number(),
        }),
    },
    action: async ({ input, credentials, logger }) => {
      await authorize([natsMessagingApplyPermission], {
        permissions,
        credentials,
      });
      const { broker, messaging } = input;
      const messagingOptions = toMessagingOptions(input, {
        creator: callerOf(credentials),
      });
      const target = brokers.get(broker);
      const event = await auditor.createEvent({
        eventId: 'messaging-apply',
        ...describeApply(broker, messagingOptions),
      });
      try {
        const { plan, created, updated, recreated, unchanged } =
          await target.applyMessaging(messaging, messagingOptions);
        const counts = { created, updated, recreated, unchanged };
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
