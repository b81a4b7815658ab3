import {
  freePorts,
  natsServerBinary,
  NatsServerProcess,
} from '@nats-portal/plugin-nats-node/testUtils';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askMonitoring } from './askMonitoring';
import { secretOf } from './connectAs';
import { formatNatsConfig } from './renderNatsConfig';
import { RunningRelease, startRelease } from './startRelease';

jest.setTimeout(90_000);

describe('a server that a worker starts with its own certificate', () => {
  let running: RunningRelease;
  let folder: string;
  let intruder: NatsServerProcess;

  beforeAll(async () => {
    running = await startRelease('minicloud');
    folder = await mkdtemp(join(tmpdir(), 'nats-intruder-'));
    const secret = secretOf(running, 'echo-workers-tls');
    for (const [key, text] of Object.entries(secret)) {
      await writeFile(join(folder, key), text, { mode: 0o600 });
    }
    const [client, route] = await freePorts(2);
    const configFile = join(folder, 'nats.conf');
    await writeFile(
      configFile,
      formatNatsConfig({
        server_name: 'intruder',
        listen: `127.0.0.1:${client}`,
        accounts: { APP: { users: [{ user: 'me', password: 'me' }] } },
        cluster: {
          name: 'nats',
          listen: `127.0.0.1:${route}`,
          tls: {
            ca_file: join(folder, 'ca.crt'),
            cert_file: join(folder, 'tls.crt'),
            key_file: join(folder, 'tls.key'),
          },
          routes: [`tls://localhost:${running.servers[0].ports.cluster}`],
        },
      }),
    );
    intruder = await NatsServerProcess.start(natsServerBinary(), configFile);
  });

  afterAll(async () => {
    await intruder?.kill();
    await running?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('does not become one of the cluster, where it would see every message', async () => {
    const members = async () => {
      const { text } = await askMonitoring(running, 0, '/routez');
      const { routes }: { routes: { remote_name: string }[] } =
        JSON.parse(text);
      return routes.map(({ remote_name }) => remote_name);
    };
    for (const end = Date.now() + 20_000; Date.now() < end; ) {
      if (
        intruder.log.includes('Authorization Violation') ||
        (await members()).includes('intruder')
      ) {
        break;
      }
      await sleep(50);
    }
    expect(intruder.log).toMatch(/Route Error 'Authorization Violation'/);
    expect(await members()).not.toContain('intruder');
  });
});
