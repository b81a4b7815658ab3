import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  consumerOfTest,
  NOW,
  stateOf,
  statesOf,
} from '../sampling/__testUtils__/states';
import { registerHealthActions } from './registerHealthActions';

const states = statesOf([
  stateOf('busy', [
    consumerOfTest('idle', () => 0),
    consumerOfTest('late', i => 5_000 + 30 * i),
  ]),
  stateOf('other', [consumerOfTest('later', i => 9_000 + 30 * i)]),
  stateOf('away', [], { snapshot: undefined, error: 'it did not answer' }),
]);

function actions(allow: (permission: BasicPermission) => boolean = () => true) {
  const actionsRegistry = actionsRegistryServiceMock();
  registerHealthActions({
    actionsRegistry,
    states,
    permissions: mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: allow(permission as BasicPermission)
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
        })),
    }),
  });
  return {
    actionsRegistry,
    invoke: (id: string, input: object) =>
      actionsRegistry.invoke({
        id: `test:${id}`,
        input: input as never,
        credentials: mockCredentials.user(),
      }),
  };
}

describe('the health actions for agents', () => {
  beforeAll(() => jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick'] }));
  afterAll(() => jest.useRealTimers());

  it('list brokers, worst first', async () => {
    const { output } = await actions().invoke('list-brokers', {});
    expect(output).toMatchObject({
      brokers: expect.arrayContaining([
        expect.objectContaining({
          broker: 'away',
          level: 'unknown',
          reason: expect.stringContaining('did not answer'),
        }),
      ]),
    });
  });

  it('list the worst consumers of all brokers', async () => {
    const { output } = await actions().invoke('worst-consumers', {});
    expect(output).toMatchObject({
      total: 2,
      consumers: [
        { broker: 'busy', consumer: 'late', rule: 'lagging', backlog: 5_270 },
        { broker: 'other', consumer: 'later', level: 'warning' },
      ],
    });
    const one = await actions().invoke('worst-consumers', {
      broker: 'busy',
      levels: ['ok'],
      limit: 1,
    });
    expect(one.output).toMatchObject({ consumers: [{ consumer: 'idle' }] });
  });

  it('explain a consumer', async () => {
    const { output } = await actions().invoke('explain-consumer', {
      broker: 'busy',
      stream: 'JOBS',
      consumer: 'late',
    });
    expect(output).toMatchObject({
      level: 'warning',
      rule: 'lagging',
      reason: expect.any(String),
      since: expect.stringMatching(/Z$/),
      burrow: 'WARN',
      findings: expect.any(Array),
      changes: [],
      thresholds: [{ key: 'behind-warning', origin: 'default' }],
    });
    expect(output).toHaveProperty('samples.9.deliveredPerSecond', 100 / 15);
  });

  it('name what there is instead of what there is not', async () => {
    const { invoke } = actions();
    const input = { stream: 'JOBS', consumer: 'lat' };
    await expect(
      invoke('explain-consumer', { ...input, broker: 'busy' }),
    ).rejects.toThrow(/idle, late/);
    await expect(
      invoke('explain-consumer', { ...input, broker: 'nowhere' }),
    ).rejects.toThrow(/configured: busy, other, away/);
  });

  it.each([
    ['list-brokers', {}, 'nats.broker.read'],
    ['worst-consumers', {}, 'nats.messaging.read'],
    [
      'explain-consumer',
      { broker: 'busy', stream: 'JOBS', consumer: 'late' },
      'nats.messaging.read',
    ],
  ])('%s is refused without the permission', async (id, input, name) => {
    const { invoke } = actions(permission => permission.name !== name);
    await expect(invoke(id, input)).rejects.toThrow(name);
  });

  it('say that they change nothing', async () => {
    const { actionsRegistry } = actions();
    const { actions: listed } = await actionsRegistry.list();
    expect(listed.map(({ id, attributes }) => [id, attributes])).toEqual(
      ['list-brokers', 'worst-consumers', 'explain-consumer'].map(name => [
        `test:${name}`,
        { readOnly: true, idempotent: true, destructive: false },
      ]),
    );
  });
});
