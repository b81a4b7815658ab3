import { connect } from 'nats';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNatsCluster, startNatsServer } from './startNatsCluster';

jest.setTimeout(60_000);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('startNatsServer', () => {
  it('starts a server, writes its files for the owner alone, and leaves nothing behind', async () => {
    const broker = await startNatsServer();
    const [server] = broker.servers;
    expect(isAlive(server.pid)).toBe(true);
    // eslint-disable-next-line no-bitwise
    expect((await stat(server.configFile)).mode & 0o777).toBe(0o600);
    await broker.stop();
    expect(await server.exited).toMatchObject({ signal: null });
    expect(isAlive(server.pid)).toBe(false);
    await expect(stat(server.configFile)).rejects.toThrow('ENOENT');
  });

  it('keeps what was stored, the passwords, the authority and the ports', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'nats-kept-'));
    try {
      const first = await startNatsServer({ directory });
      const { credentials, authority, ports } = first;
      const options = {
        servers: first.servers[0].url,
        user: credentials.accounts.APP.user,
        pass: credentials.accounts.APP.password,
        tls: { ca: first.ca },
      };
      const before = await connect(options);
      const manager = await before.jetstreamManager();
      await manager.streams.add({ name: 'KEPT', subjects: ['kept.>'] });
      await before.jetstream().publish('kept.one');
      await before.close();
      await first.stop();
      expect(await readdir(directory)).toContain('n1');

      const second = await startNatsServer({
        directory,
        credentials,
        authority,
        ports,
      });
      try {
        expect(second.ports).toEqual(ports);
        const after = await connect(options);
        const { streams } = await after.jetstreamManager();
        const kept = await streams.info('KEPT');
        expect(kept.state.messages).toBe(1);
        await after.close();
      } finally {
        await second.stop();
      }
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('says how the server ended when it does not start', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'nats-broken-'));
    try {
      await writeFile(join(directory, 'n1'), 'no folder for a store');
      await expect(startNatsServer({ directory })).rejects.toThrow(
        /nats-server ended while starting:\n.*not a directory/s,
      );
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('startNatsCluster', () => {
  it('starts three servers that can hold three copies at once', async () => {
    const broker = await startNatsCluster();
    try {
      const connection = await connect({
        servers: broker.servers.map(({ url }) => url),
        user: broker.credentials.accounts.APP.user,
        pass: broker.credentials.accounts.APP.password,
        tls: { ca: broker.ca },
      });
      const manager = await connection.jetstreamManager();
      const info = await manager.streams.add({ name: 'R3', num_replicas: 3 });
      expect(info.cluster?.replicas).toHaveLength(2);
      await connection.close();
    } finally {
      await broker.stop();
    }
  });
});
