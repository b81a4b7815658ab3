import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { ConflictError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Broker, MessagingPlan } from '@nats-portal/plugin-nats-node';
import { registerMessagingActions } from './registerMessagingActions';

const plan: MessagingPlan = {
  broker: 'local',
  account: 'APP',
  unlisted: [{ kind: 'stream', name: 'OTHER' }],
  assets: [
    {
      kind: 'consumer',
      stream: 'JOBS',
      consumer: 'echo',
      action: 'update',
      changes: [{ field: 'maxDeliver', from: 3, to: 5 }],
    },
  ],
};

const credentials = mockCredentials.user();
const input = {
  broker: 'local',
  messaging: { streams: [{ name: 'JOBS', subjects: ['jobs.>'] }] },
};

type Decision = AuthorizeResult.ALLOW | AuthorizeResult.DENY;

function actions(result: Decision = AuthorizeResult.ALLOW) {
  const broker = {
    info: { name: 'local', servers: [], accounts: ['APP'] },
    readSnapshot: jest.fn(),
    listen: () => ({ attend: () => new Map(), close: () => {} }),
    findMessage: async () => undefined,
    planMessaging: jest.fn().mockResolvedValue(plan),
    applyMessaging: jest.fn().mockResolvedValue({
      plan,
      created: 0,
      updated: 1,
      recreated: 0,
      unchanged: 4,
    }),
  } satisfies Broker;
  const event = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock({
    createEvent: async () => event,
  });
  const actionsRegistry = actionsRegistryServiceMock();
  registerMessagingActions({
    actionsRegistry,
    auditor,
    auth: mockServices.auth(),
    brokers: { list: () => [], find: () => broker, get: () => broker },
    permissions: mockServices.permissions.mock({
      authorize: async requests => requests.map(() => ({ result })),
    }),
  });
  const invoke = (id: string, rest: object = {}) =>
    actionsRegistry.invoke({ id, input: { ...input, ...rest }, credentials });
  return { invoke, actionsRegistry, auditor, broker, event };
}

describe('the actions for agents', () => {
  it('plan', async () => {
    const { invoke, broker } = actions();
    const { output } = await invoke('test:plan-messaging');
    expect(output).toEqual({
      broker: 'local',
      account: 'APP',
      items: [
        {
          kind: 'consumer',
          name: 'JOBS/echo',
          action: 'update',
          changes: [{ field: 'maxDeliver', from: 3, to: 5 }],
        },
      ],
      unlisted: [{ kind: 'stream', name: 'OTHER' }],
    });
    expect(broker.applyMessaging).not.toHaveBeenCalled();
  });

  it('apply, leave a trace in the audit log, and count what they did', async () => {
    const { invoke, auditor, event } = actions();
    const { output } = await invoke('test:apply-messaging');
    expect(output).toEqual({
      broker: 'local',
      account: 'APP',
      created: 0,
      updated: 1,
      recreated: 0,
      unchanged: 4,
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'messaging-apply',
        severityLevel: 'medium',
        meta: expect.objectContaining({ broker: 'local', account: null }),
      }),
    );
    expect(event.success).toHaveBeenCalledWith({
      meta: { created: 0, updated: 1, recreated: 0, unchanged: 4 },
    });
  });

  it.each(['plan', 'apply'] as const)(
    '%s for an owner, in the name of the caller',
    async action => {
      const { invoke, broker } = actions();
      await invoke(`test:${action}-messaging`, {
        owner: 'Orders',
        takeOver: true,
        prune: 'report',
        existing: 'refuse',
        recreate: ['JOBS'],
        confirmLoss: ['JOBS'],
        waitFor: '2m',
      });
      expect(broker[`${action}Messaging`]).toHaveBeenCalledWith(
        input.messaging,
        expect.objectContaining({
          takeOver: true,
          prune: 'report',
          existing: 'refuse',
          recreate: ['JOBS'],
          confirmLoss: ['JOBS'],
          waitMs: 120_000,
          provenance: expect.objectContaining({
            owner: 'group:default/orders',
            creator: credentials.principal.userEntityRef,
          }),
        }),
      );
    },
  );

  it('leave a grave trace of what may be deleted', async () => {
    const { invoke, auditor } = actions();
    await invoke('test:apply-messaging', { recreate: ['JOBS'] });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        severityLevel: 'high',
        meta: expect.objectContaining({ recreate: ['JOBS'] }),
      }),
    );
  });

  it('say of themselves what they do', async () => {
    const { actionsRegistry } = actions();
    const { actions: listed } = await actionsRegistry.list();
    const attributes = listed.map(({ name, attributes: says }) => [name, says]);
    expect(Object.fromEntries(attributes)).toEqual({
      'plan-messaging': {
        readOnly: true,
        destructive: false,
        idempotent: true,
      },
      'apply-messaging': {
        readOnly: false,
        destructive: true,
        idempotent: true,
      },
    });
  });

  it('leave a trace of what was refused, too', async () => {
    const { invoke, broker, event } = actions();
    broker.applyMessaging.mockRejectedValue(new ConflictError('storage'));
    await expect(invoke('test:apply-messaging')).rejects.toThrow('storage');
    expect(event.fail).toHaveBeenCalledTimes(1);
    expect(event.success).not.toHaveBeenCalled();
  });

  it.each(['plan', 'apply'])(
    'do not %s for those who may not',
    async action => {
      const { invoke, broker, auditor } = actions(AuthorizeResult.DENY);
      await expect(invoke(`test:${action}-messaging`)).rejects.toThrow(
        /Permission missing: nats\.messaging\./,
      );
      expect(broker.planMessaging).not.toHaveBeenCalled();
      expect(broker.applyMessaging).not.toHaveBeenCalled();
      expect(auditor.createEvent).not.toHaveBeenCalled();
    },
  );
});
