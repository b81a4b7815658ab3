import {
  coreServices,
  createBackendPlugin,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  Broker,
  NatsBrokers,
  natsBrokersServiceRef,
} from '@nats-portal/plugin-nats-node';
import {
  RunningNatsCluster,
  startNatsServer,
} from '@nats-portal/plugin-nats-node/testUtils';
import { connect } from 'nats';
import { createServer, Server } from 'node:net';
import { parse } from 'yaml';
import { createApplyMessagingAction } from './applyMessaging';
import { examples } from './applyMessaging.examples';
import { createPlanMessagingAction } from './planMessaging';
import { examples as planExamples } from './planMessaging.examples';

jest.setTimeout(60_000);

const jobs = {
  streams: [
    {
      name: 'WORK',
      subjects: ['work.>'],
      maxAge: '1h',
      consumers: [{ durableName: 'worker', filterSubject: 'work.now' }],
    },
  ],
};

describe('nats:messaging:apply on a real broker', () => {
  let cluster: RunningNatsCluster;
  let silent: Server;
  let silentAddress: string;
  let brokers: NatsBrokers;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    // Room for the examples, one of which reserves a gibibyte.
    cluster = await startNatsServer({ maxFileStore: 4 * 1024 ** 3 });
    silent = createServer(() => {});
    await new Promise<void>(resolve =>
      silent.listen(0, '127.0.0.1', () => resolve()),
    );
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    silentAddress = `127.0.0.1:${port}`;
    const backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            nats: {
              brokers: [
                cluster.brokerConfig('local', { cluster: 'local' }),
                {
                  name: 'silent',
                  servers: [`nats://${silentAddress}`],
                  accounts: [{ name: 'APP', user: 'a', password: 'b' }],
                },
              ],
            },
          },
        }),
        createBackendPlugin({
          pluginId: 'test',
          register(env) {
            env.registerInit({
              deps: {
                service: natsBrokersServiceRef,
                logger: coreServices.logger,
              },
              async init({ service }) {
                brokers = service;
              },
            });
          },
        }),
      ],
    });
    stop = () => backend.stop();
  });

  afterAll(async () => {
    await stop?.();
    await cluster?.stop();
    silent?.close();
  });

  async function run(
    input: object,
    rest: {
      isDryRun?: boolean;
      logger?: LoggerService;
      task?: { id: string };
      allow?: boolean;
      signal?: AbortSignal;
      brokers?: NatsBrokers;
      user?: { ref: string };
      templateInfo?: { entityRef: string };
    } = {},
  ) {
    const { allow = true, brokers: configured = brokers, ...context } = rest;
    const auditor = mockServices.auditor.mock();
    const event = { success: jest.fn(), fail: jest.fn() };
    auditor.createEvent.mockResolvedValue(event);
    const action = createApplyMessagingAction({
      brokers: configured,
      auditor,
      permissions: mockServices.permissions.mock({
        authorize: async () => [
          { result: allow ? AuthorizeResult.ALLOW : AuthorizeResult.DENY },
        ],
      }),
    });
    const ctx = createMockActionContext({
      input: input as Parameters<typeof action.handler>[0]['input'],
    });
    const output: Record<string, unknown> = {};
    const finish = action.handler({
      ...ctx,
      ...context,
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
    });
    return { finish, output, event };
  }

  async function done(...args: Parameters<typeof run>) {
    const { finish, output, event } = await run(...args);
    await finish;
    return { output, event };
  }

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const [step] = parse(example).steps;
    const { output } = await done(step.input);
    expect(Object.keys(output).sort()).toEqual([
      'applied',
      'created',
      'entityRefs',
      'message',
      'plan',
      'recreated',
      'unchanged',
      'unlisted',
      'updated',
    ]);
  });

  it('creates, and changes nothing the second time', async () => {
    const first = await done({ broker: 'local', messaging: jobs });
    expect(first.output).toMatchObject({
      applied: true,
      created: 2,
      plan: [
        { name: 'WORK', action: 'create' },
        { name: 'WORK/worker', action: 'create' },
      ],
    });
    const second = await done({ broker: 'local', messaging: jobs });
    expect(second.output).toMatchObject({
      applied: true,
      created: 0,
      updated: 0,
      unchanged: 2,
    });
  });

  it('refuses to change what is there when told to, naming each field, and changes nothing', async () => {
    const changed = structuredClone(jobs);
    changed.streams[0].maxAge = '2h';
    const input = { broker: 'local', messaging: changed, existing: 'refuse' };
    const { finish } = await run(input);
    await expect(finish).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /Stream WORK: is there already with other settings \(maxAge: "1h" -> "2h"\)/,
      ),
    });
    const { output } = await done({ broker: 'local', messaging: jobs });
    expect(output).toMatchObject({ unchanged: 2 });
  });

  describe('for an owner', () => {
    const owned = (maxAge: string) => ({
      broker: 'local',
      messaging: {
        streams: [{ name: 'OWNED', subjects: ['owned.>'], maxAge }],
      },
    });
    const ours = { owner: 'orders', entityRef: 'component:default/shop' };

    it('writes into what it makes where that comes from', async () => {
      const task = { id: 'task-7' };
      await done(
        { ...owned('1h'), ...ours },
        {
          user: { ref: 'user:default/ada' },
          templateInfo: { entityRef: 'template:default/nats-streams' },
          task,
        },
      );
      const { user, password } = cluster.credentials.accounts.APP;
      const client = await connect({
        servers: cluster.servers.map(({ url }) => url),
        user,
        pass: password,
        tls: { ca: cluster.ca },
      });
      try {
        const manager = await client.jetstreamManager();
        const { config } = await manager.streams.info('OWNED');
        expect(config.metadata).toMatchObject({
          'nats.io/owner': 'group:default/orders',
          'nats.io/entity': 'component:default/shop',
          'nats.io/created-by': 'user:default/ada',
          'nats.io/template': 'template:default/nats-streams',
          'nats.io/task': 'task-7',
        });
      } finally {
        await client.close();
      }
    });

    it('changes what others own only when told to', async () => {
      const theirs = { ...owned('2h'), owner: 'group:default/mail' };
      const { finish } = await run(theirs);
      await expect(finish).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('it belongs to group:default/orders'),
      });
      const { output } = await done({ ...theirs, takeOver: true });
      expect(output).toMatchObject({
        updated: 1,
        plan: [
          {
            changes: [
              { field: 'maxAge', from: '1h', to: '2h' },
              {
                field: 'owner',
                from: 'group:default/orders',
                to: 'group:default/mail',
              },
            ],
          },
        ],
      });
    });

    it('refuses an owner that cannot be one, before it asks the broker', async () => {
      const { finish } = await run({ ...owned('1h'), owner: 'group:' });
      await expect(finish).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining('owner: "group:"'),
      });
    });
  });

  it('reports what the account has beside the spec, in the outputs and the log, and leaves it', async () => {
    const info = jest.fn();
    const logger = mockServices.logger.mock({ info });
    const { output } = await done(
      { broker: 'local', messaging: { streams: [] }, prune: 'report' },
      { logger },
    );
    const unlisted = expect.arrayContaining([{ kind: 'stream', name: 'WORK' }]);
    expect(output).toMatchObject({ unlisted });
    expect(info).toHaveBeenCalledWith(
      expect.stringMatching(
        /are there and not in the spec, and stay as they are: .*stream WORK/,
      ),
    );
    const again = await done({ broker: 'local', messaging: jobs });
    expect(again.output).toMatchObject({ unchanged: 2, unlisted: [] });
  });

  describe('nats:messaging:plan', () => {
    async function plan(input: object, allow = true) {
      const action = createPlanMessagingAction({
        brokers,
        permissions: mockServices.permissions.mock({
          authorize: async () => [
            { result: allow ? AuthorizeResult.ALLOW : AuthorizeResult.DENY },
          ],
        }),
      });
      const output: Record<string, unknown> = {};
      await action.handler({
        ...createMockActionContext({
          input: input as Parameters<typeof action.handler>[0]['input'],
        }),
        output: (name: string, value: unknown) => {
          output[name] = value;
        },
      });
      return output;
    }

    it.each(planExamples)(
      'runs its example: $description',
      async ({ example }) => {
        const [step] = parse(example).steps;
        expect(Object.keys(await plan(step.input)).sort()).toEqual([
          'message',
          'plan',
          'planned',
          'unlisted',
        ]);
      },
    );

    it('says what would be done, and does nothing', async () => {
      const messaging = {
        streams: [{ name: 'PLANNED', subjects: ['planned.>'], maxAge: '1h' }],
      };
      for (let i = 0; i < 2; i++) {
        expect(await plan({ broker: 'local', messaging })).toMatchObject({
          planned: true,
          plan: [{ name: 'PLANNED', action: 'create' }],
        });
      }
    });

    it('fails where applying would: what exists with other settings, and what the broker refuses', async () => {
      const changed = structuredClone(jobs);
      changed.streams[0].maxAge = '2h';
      await expect(
        plan({ broker: 'local', messaging: changed, existing: 'refuse' }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      const stored = {
        streams: [{ ...jobs.streams[0], storage: 'memory' }],
      };
      await expect(
        plan({ broker: 'local', messaging: stored }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    });

    it('refuses who may not, and mistakes, before it asks the broker', async () => {
      await expect(
        plan({ broker: 'local', messaging: jobs }, false),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
      await expect(
        plan({ broker: 'nowhere', messaging: {} }),
      ).rejects.toMatchObject({ name: 'InputError' });
    });

    it('fails with the address on a broker that does not answer, unless it is left to Flux', async () => {
      await expect(plan({ broker: 'silent', messaging: jobs })).rejects.toThrow(
        silentAddress,
      );
      expect(
        await plan({
          broker: 'silent',
          messaging: jobs,
          whenAbsent: 'leave-to-flux',
        }),
      ).toMatchObject({ planned: false });
    });
  });

  it('leaves an audit event with the counts', async () => {
    const { event } = await done({ broker: 'local', messaging: jobs });
    expect(event.success).toHaveBeenCalledWith({
      meta: { created: 0, updated: 0, recreated: 0, unchanged: 2 },
    });
  });

  it('plans in a dry run and writes nothing', async () => {
    const messaging = {
      streams: [{ name: 'DRY', subjects: ['dry.>'], maxAge: '1h' }],
    };
    const dry = { broker: 'local', messaging };
    expect((await done(dry, { isDryRun: true })).output).toMatchObject({
      applied: false,
      created: 1,
    });
    expect((await done(dry, { isDryRun: true })).output).toMatchObject({
      created: 1,
    });
  });

  it('reports every mistake at once and creates nothing', async () => {
    const { finish } = await run({
      broker: 'local',
      messaging: {
        streams: [
          { name: 'FINE', subjects: ['fine.>'], maxAge: '1h' },
          { name: 'not fine', subjects: ['fine.too'], maxAge: '7 days' },
        ],
      },
    });
    await expect(finish).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /messaging\.streams\[1\]\.name[\s\S]*messaging\.streams\[1\]\.(subjects\[0\]|maxAge)[\s\S]*messaging\.streams\[1\]\./,
      ),
    });
    const { output } = await done(
      {
        broker: 'local',
        messaging: {
          streams: [{ name: 'FINE', subjects: ['fine.>'], maxAge: '1h' }],
        },
      },
      { isDryRun: true },
    );
    expect(output).toMatchObject({ created: 1 });
  });

  it('refuses who may not', async () => {
    const { finish } = await run(
      { broker: 'local', messaging: jobs },
      { allow: false },
    );
    await expect(finish).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('names the candidates for a broker that is not configured', async () => {
    const { finish } = await run({ broker: 'lokal', messaging: jobs });
    await expect(finish).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('local'),
    });
  });

  it('fails within 5 s, with the address, on a broker that does not answer', async () => {
    const start = Date.now();
    const { finish } = await run({ broker: 'silent', messaging: jobs });
    await expect(finish).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(silentAddress),
    });
    expect(Date.now() - start).toBeLessThan(5_000);
  });

  it.each(['silent', 'minicloud-nats'])(
    'leaves the streams of %s to Flux when told to, and says so',
    async broker => {
      const { output } = await done({
        broker,
        messaging: jobs,
        whenAbsent: 'leave-to-flux',
      });
      expect(output).toMatchObject({
        applied: false,
        message: expect.stringContaining('Flux will create the streams'),
      });
    },
  );

  it('does not call it left to Flux when the broker goes away in the middle', async () => {
    const broker = brokers.get('local');
    const away = new ServiceUnavailableError('Stopped after 1 of 2');
    const vanishing: Broker = {
      info: broker.info,
      readSnapshot: options => broker.readSnapshot(options),
      listen: onGivenUp => broker.listen(onGivenUp),
      findMessage: place => broker.findMessage(place),
      planMessaging: (...args) => broker.planMessaging(...args),
      applyMessaging: () => Promise.reject(away),
    };
    const { finish } = await run(
      { broker: 'local', messaging: jobs, whenAbsent: 'leave-to-flux' },
      { brokers: { ...brokers, find: () => vanishing } },
    );
    await expect(finish).rejects.toBe(away);
  });
});
