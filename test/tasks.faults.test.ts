import {
  RunningNatsCluster,
  startNatsCluster,
} from '@nats-portal/plugin-nats-node/testUtils';
import { connect, JetStreamManager, NatsConnection } from 'nats';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    const user = cluster.credentials.accounts.APP;
    connection = await connect({
      servers: cluster.servers.map(({ url }) => url),
      tls: { ca: cluster.ca },
      user: user.user,
      pass: user.password,
    });
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
});
