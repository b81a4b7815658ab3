import {
  NatsUser,
  RunningNatsCluster,
  startNatsCluster,
  TcpProxy,
} from '@nats-portal/plugin-nats-node/testUtils';
import {
  connect,
  JetStreamManager,
  NatsConnection,
  RequestStrategy,
} from 'nats';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PortalBackend } from './PortalBackend';

const STREAMS = 200;

jest.setTimeout(240_000);

describe('tasks of the template nats-broker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nats-crash-'));
  let cluster: RunningNatsCluster;
  let connection: NatsConnection;
  let manager: JetStreamManager;
  let backend: PortalBackend;

  const names = Array.from({ length: STREAMS }, (_, i) => `S${i}`);
  const values = {
    cluster: 'resource:default/local',
    name: 'nats',
    owner: 'group:default/team-a',
    publish: 'disk',
    streams: names.map(name => ({
      name,
      subjects: [`crash.${name}.>`],
      maxAge: '1h',
      replicas: 3,
    })),
  };

  const connectAs = ({ user, password }: NatsUser) =>
    connect({
      servers: cluster.servers.map(({ url }) => url),
      tls: { ca: cluster.ca },
      user,
      pass: password,
    });

  async function streams(): Promise<string[]> {
    const found: string[] = [];
    for await (const name of manager.streams.names()) {
      found.push(...[name].flat());
    }
    return found;
  }

  beforeAll(async () => {
    cluster = await startNatsCluster({ size: 3 });
    const brokers = [
      cluster.brokerConfig('local', { cluster: 'local' }),
      // Another name for the same servers, so that two repositories want the same streams.
      cluster.brokerConfig('local-other', { cluster: 'local' }),
    ];
    backend = await PortalBackend.create(folder, { nats: { brokers } });
    connection = await connectAs(cluster.credentials.accounts.APP);
    manager = await connection.jetstreamManager();
    await backend.start();
  });

  afterAll(async () => {
    await connection?.close();
    await backend?.kill();
    await cluster?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('provisions nothing when the repository cannot be published', async () => {
    const taken = join(folder, 'repositories', 'local-taken');
    mkdirSync(taken, { recursive: true });
    writeFileSync(join(taken, 'README.md'), 'Somebody else');
    const { status, log } = await backend.taskEnd(
      await backend.createTask({ ...values, name: 'taken' }),
    );
    expect({ status, log }).toEqual({
      status: 'failed',
      log: expect.stringContaining('local-taken exists already'),
    });
    expect(await streams()).toEqual([]);
  });

  it('commits brokers into one fleet repository, and none over another', async () => {
    const fleet = {
      ...values,
      layout: 'fleet',
      repository: 'platform',
      streams: [],
    };
    for (const name of ['fleet-a', 'fleet-b', 'fleet-a']) {
      const { status, log } = await backend.taskEnd(
        await backend.createTask({ ...fleet, name }),
      );
      expect({ status, log }).toEqual({ status: 'completed', log });
    }
    const taken = await backend.taskEnd(
      await backend.createTask({
        ...fleet,
        name: 'fleet-a',
        owner: 'group:default/platform',
      }),
    );
    expect(taken).toEqual({
      status: 'failed',
      log: expect.stringContaining(
        'clusters/local/fleet-a/catalog-info.yaml: is there already',
      ),
    });
    const repository = join(folder, 'repositories', 'platform');
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' });
    expect(git('log', '--format=%s').trim().split('\n')).toEqual([
      'Add the NATS broker local-fleet-b',
      'Add the NATS broker local-fleet-a',
    ]);
    expect(git('status', '--porcelain')).toBe('');
  });

  it('ends in the same state when the backend is killed in the middle and the task is run again', async () => {
    await backend.createTask(values);
    let created = 0;
    while (created < 10) {
      created = (await streams()).length;
    }
    await backend.kill();
    const left = (await streams()).length;
    expect(left).toBeGreaterThanOrEqual(10);
    expect(left).toBeLessThan(STREAMS);

    await backend.start();
    const again = await backend.taskEnd(await backend.createTask(values));
    expect(again).toMatchObject({
      status: 'completed',
      log: expect.stringMatching(/left \d+ as they were on broker local/),
    });
    expect((await streams()).sort()).toEqual([...names].sort());

    const once = await backend.taskEnd(await backend.createTask(values));
    expect(once).toMatchObject({
      status: 'completed',
      log: expect.stringContaining(
        `Created 0, updated 0, left ${STREAMS} as they were on broker local`,
      ),
    });
  });

  it('neither rewrites the streams of another repository nor leaves one behind', async () => {
    const { status, log } = await backend.taskEnd(
      await backend.createTask({
        ...values,
        name: 'other',
        streams: [{ ...values.streams[0], maxAge: '2h' }],
      }),
    );
    expect({ status, log }).toEqual({
      status: 'failed',
      log: expect.stringContaining(
        'Stream S0: is there already with other settings',
      ),
    });
    const { config } = await manager.streams.info('S0');
    expect(config.max_age).toBe(3600e9);
    expect(existsSync(join(folder, 'repositories', 'local-other'))).toBe(false);
  });

  describe('beside another backend on the same database', () => {
    let doors: TcpProxy[];
    let second: PortalBackend;
    let admin: NatsConnection;

    beforeAll(async () => {
      doors = await Promise.all(
        cluster.ports.client.map(port => TcpProxy.to(port)),
      );
      admin = await connectAs(cluster.credentials.admin);
      mkdirSync(join(folder, 'second'));
      second = await PortalBackend.create(join(folder, 'second'), {
        backend: {
          database: { connection: { directory: join(folder, 'database') } },
        },
        nats: {
          brokers: [
            {
              ...cluster.brokerConfig('local', { cluster: 'local' }),
              servers: doors.map(({ port }) => `tls://127.0.0.1:${port}`),
            },
          ],
        },
      });
      await second.start();
    });

    afterAll(async () => {
      await second?.kill();
      await admin?.close();
      await Promise.all(doors?.map(door => door.close()) ?? []);
    });

    /** Level and rule of what it says of the broker. */
    const verdictOf = async (portal: PortalBackend): Promise<string> => {
      const answer = await portal.request('/api/nats/brokers/local');
      const { verdict } = await answer.json();
      return `${verdict.level} ${verdict.rule}`;
    };

    /** Names of the connections that portals have at the servers. */
    async function portalConnections(): Promise<string[]> {
      const found: string[] = [];
      const answers = await admin.requestMany(
        '$SYS.REQ.SERVER.PING.CONNZ',
        '',
        {
          maxMessages: cluster.servers.length,
          maxWait: 5_000,
          strategy: RequestStrategy.Count,
        },
      );
      for await (const message of answers) {
        const { data } = message.json<{
          data: { connections?: { name?: string }[] };
        }>();
        found.push(...(data.connections ?? []).map(({ name = '' }) => name));
      }
      return found.filter(name => name.startsWith('backstage '));
    }

    it('ends in the same state when both apply at once', async () => {
      const size = 20;
      const input = {
        broker: 'local',
        messaging: {
          streams: Array.from({ length: size }, (_, i) => ({
            name: `BOTH${i}`,
            subjects: [`both.${i}`],
            maxAge: '1h',
            replicas: 3,
          })),
        },
      };
      const apply = async (portal: PortalBackend) => {
        const answer = await portal.request(
          '/api/nats/.backstage/actions/v1/actions/nats:apply-messaging/invoke',
          {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(input),
          },
        );
        const { output, ...rest } = await answer.json();
        return output ?? rest;
      };
      for (const done of await Promise.all([apply(backend), apply(second)])) {
        expect(done).toMatchObject({ updated: 0, recreated: 0 });
        expect(done.created + done.unchanged).toBe(size);
      }
      expect(await apply(second)).toMatchObject({
        created: 0,
        unchanged: size,
      });
    });

    it('leaves nothing behind when it is killed in the middle of a sample, and says nothing false when it comes back', async () => {
      await backend.kill();
      // What is asked now is answered when nobody is there any more.
      doors.forEach(door => door.delay(10_000));
      const asked = admin.subscribe('$SYS.REQ.SERVER.PING.JSZ', { max: 1 });
      for await (const _ of asked) {
        await second.kill();
      }
      doors.forEach(door => door.pass());
      while ((await portalConnections()).length > 0) {
        await sleep(200);
      }

      await second.start();
      const heard = [await verdictOf(second)];
      while (heard[heard.length - 1].startsWith('unknown ')) {
        await sleep(100);
        heard.push(await verdictOf(second));
      }
      expect(heard.filter(said => !/^(ok|info|unknown) /.test(said))).toEqual(
        [],
      );
      expect((await portalConnections()).length).toBeGreaterThan(0);
    });
  });
});
