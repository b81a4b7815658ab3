import { ConfigReader } from '@backstage/config';
import { JsonObject, JsonValue } from '@backstage/types';
import { readBrokerConfigs } from './readBrokerConfigs';

const read = (brokers: JsonValue) =>
  readBrokerConfigs(new ConfigReader({ nats: { brokers } }));

const local = { name: 'local', servers: 'tls://127.0.0.1:4222' };

function mistake(entry: JsonObject | JsonObject[]): string {
  try {
    read(Array.isArray(entry) ? entry : [entry]);
  } catch (error) {
    expect(error).toMatchObject({ name: 'InputError' });
    return (error as Error).message;
  }
  return 'no mistake was found';
}

describe('readBrokerConfigs', () => {
  it('finds no brokers where none are configured', () => {
    expect(readBrokerConfigs(new ConfigReader({}))).toEqual([]);
    expect(readBrokerConfigs(new ConfigReader({ nats: {} }))).toEqual([]);
  });

  it('reads everything about a broker', () => {
    expect(
      read([
        {
          name: 'local',
          cluster: 'minicloud',
          servers: ['tls://nats.example.org', '10.0.0.1:4333', 'nats://[::1]'],
          expectedServers: 3,
          tls: { caFile: 'ca.pem', cert: 'CERT', key: 'KEY' },
          timeout: { seconds: 2 },
          system: { user: 'sys', password: 'one' },
          accounts: [
            { name: 'APP', credsFile: 'app.creds' },
            { name: 'OTHER', nkeySeed: 'SU…' },
            { name: 'THIRD', token: 'two' },
            { name: 'BY_CERTIFICATE' },
          ],
        },
      ]),
    ).toMatchObject([
      {
        key: 'nats.brokers[0]',
        name: 'local',
        cluster: 'minicloud',
        servers: [
          {
            url: 'tls://nats.example.org:4222',
            host: 'nats.example.org',
            port: 4222,
            tls: true,
          },
          { url: 'nats://10.0.0.1:4333', tls: false },
          { url: 'nats://[::1]:4222', host: '::1' },
        ],
        expectedServers: 3,
        tls: { caFile: 'ca.pem', cert: 'CERT', key: 'KEY' },
        timeoutMs: 2_000,
        system: {
          account: 'system',
          credentials: { kind: 'password', user: 'sys', password: 'one' },
        },
        accounts: [
          { account: 'APP', credentials: { kind: 'credsFile' } },
          { account: 'OTHER', credentials: { kind: 'nkeySeed' } },
          {
            account: 'THIRD',
            key: 'nats.brokers[0].accounts[2]',
            credentials: { kind: 'token', token: 'two' },
          },
          { account: 'BY_CERTIFICATE', credentials: { kind: 'none' } },
        ],
      },
    ]);
  });

  it('reads monitoring ports, which need no address of servers, with the authority of the broker', () => {
    const urls = ['https://nats-0:8222', 'https://proxy/nats-1'];
    const tls = { caFile: 'ca.pem' };
    const entry = { name: 'local', tls, monitoring: { urls } };
    expect(read([entry])).toMatchObject([
      {
        servers: [],
        monitoring: {
          key: 'nats.brokers[0].monitoring',
          urls: ['https://nats-0:8222/', 'https://proxy/nats-1/'],
          tls: { caFile: 'ca.pem' },
        },
      },
    ]);
    const own = { urls, tls: { ca: 'PEM' } };
    expect(read([{ ...entry, monitoring: own }])).toMatchObject([
      { monitoring: { tls: { ca: 'PEM', caFile: undefined } } },
    ]);
  });

  it('waits four seconds by default, and takes one address in place of a list', () => {
    expect(read([local])).toMatchObject([
      { timeoutMs: 4_000, accounts: [], servers: [{ port: 4222 }] },
    ]);
  });

  it('reads port 80, which URLs leave out', () => {
    expect(read([{ ...local, servers: 'nats://proxy:80' }])).toMatchObject([
      { servers: [{ url: 'nats://proxy:80', port: 80 }] },
    ]);
  });

  it.each([
    [{ servers: 'a' }, "'nats.brokers[0].name'"],
    [{ name: 'a' }, "'nats.brokers[0].servers'"],
    [{ ...local, servers: [] }, 'nats.brokers[0].servers is empty'],
    [
      { ...local, servers: ['a', 'http://b'] },
      'nats.brokers[0].servers[1] is "http://b"',
    ],
    [{ ...local, servers: 'a:70000' }, 'nats.brokers[0].servers is "a:70000"'],
    [{ ...local, servers: 'a,b' }, 'nats.brokers[0].servers is "a,b"'],
    [{ ...local, expectedServers: 0 }, 'nats.brokers[0].expectedServers is 0'],
    [{ ...local, timeout: { hourz: 1 } }, 'nats.brokers[0].timeout'],
    [{ ...local, timeout: { seconds: 0 } }, 'nats.brokers[0].timeout must'],
    [
      { ...local, tls: { ca: 'x', caFile: 'y' } },
      'nats.brokers[0].tls.ca and nats.brokers[0].tls.caFile exclude',
    ],
    [{ ...local, tls: { cert: 'x' } }, 'nats.brokers[0].tls needs both'],
    [{ ...local, system: { user: 'x' } }, 'password is missing'],
    [{ ...local, system: { password: 'x' } }, 'user is missing'],
    [
      { ...local, accounts: [{ name: 'A', token: 'x', creds: 'y' }] },
      'nats.brokers[0].accounts[0] has more than one kind of credentials (token, creds)',
    ],
    [
      { ...local, accounts: [{ name: 'A' }, { name: 'A' }] },
      'nats.brokers[0].accounts[1].name is "A"',
    ],
    [
      { ...local, system: {}, monitoring: { urls: ['http://a'] } },
      'nats.brokers[0].system and nats.brokers[0].monitoring exclude',
    ],
    [{ ...local, monitoring: {} }, "'nats.brokers[0].monitoring.urls'"],
    [{ ...local, monitoring: { urls: [] } }, 'monitoring.urls is empty'],
    [
      { ...local, monitoring: { urls: ['http://a', 'http://a/'] } },
      'nats.brokers[0].monitoring.urls[1] is there twice',
    ],
    [
      { ...local, monitoring: { urls: ['nats://a'] } },
      'nats.brokers[0].monitoring.urls[0] is no URL',
    ],
    [
      { ...local, monitoring: { urls: ['http://a/?x=1'] } },
      'nats.brokers[0].monitoring.urls[0] is no URL',
    ],
    [
      {
        name: 'a',
        monitoring: { urls: ['http://a'] },
        accounts: [{ name: 'APP' }],
      },
      "'nats.brokers[0].servers'",
    ],
    [
      { ...local, accounts: [{ user: 'A' }] },
      'nats.brokers[0].accounts[0].name',
    ],
  ])('names the key of the mistake in %j', (entry, message) => {
    expect(mistake(entry)).toContain(message);
  });

  it('refuses credentials in an address without repeating them', () => {
    const message = mistake({ ...local, servers: 'nats://me:hunter2@host' });
    expect(message).toContain('nats.brokers[0].servers holds credentials');
    expect(message).not.toContain('hunter2');
  });

  it('refuses credentials in a monitoring URL without repeating them', () => {
    const message = mistake({
      ...local,
      monitoring: { urls: ['https://me:hunter2@host:8222'] },
    });
    expect(message).toContain('nats.brokers[0].monitoring.urls[0] holds');
    expect(message).not.toContain('hunter2');
  });

  it('refuses two brokers of one name, and says all that is wrong at once', () => {
    const message = mistake([local, local, { name: 'third' }]);
    expect(message).toContain(
      'nats.brokers[1].name is "local", which nats.brokers[0] has already',
    );
    expect(message).toContain("'nats.brokers[2].servers'");
  });

  it('refuses something that is no list', () => {
    expect(() =>
      readBrokerConfigs(new ConfigReader({ nats: { brokers: 'local' } })),
    ).toThrow('nats.brokers');
  });
});
