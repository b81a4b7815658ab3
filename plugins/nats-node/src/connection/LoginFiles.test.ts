import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readBrokerConfigs } from '../config/readBrokerConfigs';
import { LoginFiles } from './LoginFiles';

it.each(['caFile', 'certFile', 'keyFile', 'credsFile', 'userCertFile'])(
  'notices another content of %s, and its absence',
  async part => {
    const folder = await mkdtemp(join(tmpdir(), 'nats-login-'));
    const at = (name: string) => join(folder, name);
    const names = ['caFile', 'certFile', 'keyFile', 'credsFile'];
    const [broker] = readBrokerConfigs(
      new ConfigReader({
        nats: {
          brokers: [
            {
              name: 'local',
              servers: 'a',
              tls: {
                caFile: at('caFile'),
                certFile: at('certFile'),
                keyFile: at('keyFile'),
              },
              accounts: [
                {
                  name: 'APP',
                  credsFile: at('credsFile'),
                  tls: { certFile: at('userCertFile'), keyFile: at('keyFile') },
                },
              ],
            },
          ],
        },
      }),
    );
    for (const name of [...names, 'userCertFile']) {
      await writeFile(at(name), 'before');
    }
    const files = new LoginFiles(broker, broker.accounts[0]);
    const before = await files.digest();
    expect(await files.digest()).toBe(before);
    files.use(before);
    await writeFile(at(part), 'behind');
    const after = await files.digest();
    expect(after).not.toBe(before);
    expect(await files.haveChanged()).toBe(true);
    // It looks now and then only.
    expect(await files.haveChanged()).toBe(false);
    await rm(at(part));
    expect([before, after]).not.toContain(await files.digest());
    await rm(folder, { recursive: true });
  },
);
