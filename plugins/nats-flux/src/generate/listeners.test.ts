import {
  generated,
  Loose,
  objectIn,
  objectsIn,
} from '../__testUtils__/generated';
import { request } from '../__testUtils__/requests';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { readRequest } from '../change/read/readRequest';
import { explainCidr } from '../settings/explain';
import { resolveSettings } from '../settings/resolveSettings';
import { ListenersSetting } from '../settings/Settings';
import { generate } from './generate';

async function filesWith(listeners: ListenersSetting) {
  const { settings } = resolveSettings(
    request({ cluster: 'minicloud', name: 'orders' }),
    theDefaults(),
  );
  return generate({ ...settings, listeners }, await theSkeleton());
}

const valuesOf = (files: Loose): Loose =>
  objectIn(files, 'nats/release.yaml', 'HelmRelease').spec.values;

const all: ListenersSetting = {
  leafnodes: ['10.1.0.0/16'],
  gateway: ['10.2.0.0/16', '10.3.0.0/16'],
  websocket: ['0.0.0.0/0'],
  mqtt: ['fd00::/8'],
  hosts: ['nats.example.org'],
};

describe('ports for others than clients', () => {
  it('let leaf nodes do what the platform says, in the account that it names', async () => {
    const leaf = { publish: ['orders.>'], subscribe: ['news.>'] };
    const files = await filesWith({ leafnodes: ['10.1.0.0/16'], leaf });
    const { users } = valuesOf(files).config.merge.accounts.APP;
    expect(
      users.find(({ user }: Loose) => user === 'CN=orders-leaf').permissions,
    ).toEqual({
      publish: ['orders.>'],
      subscribe: ['_INBOX_orders-leaf.>', 'news.>'],
    });
    const read = readRequest(files);
    expect('platform' in read && read.platform.listeners?.leaf).toEqual(leaf);
    const { findings } = resolveSettings(request(), {
      ...theDefaults(),
      clusters: { local: { listeners: { leaf: { account: 'OTHER' } } } },
    });
    expect(findings.map(({ id }) => id)).toContain('settings-account');
  });

  it('are closed unless asked for', async () => {
    const files = await generated({ cluster: 'minicloud' });
    expect(Object.keys(valuesOf(files).config)).toEqual([
      'cluster',
      'jetstream',
      'nats',
      'monitor',
      'merge',
    ]);
    expect(valuesOf(files).service).toBeUndefined();
    expect(files.get('nats/certificates.yaml')?.content).not.toContain('leaf');
  });

  it('all have TLS and ask for a certificate', async () => {
    const { config, service } = valuesOf(await filesWith(all));
    for (const listener of ['leafnodes', 'gateway', 'websocket', 'mqtt']) {
      expect(config[listener]).toMatchObject({
        enabled: true,
        tls: { enabled: true, secretName: 'orders-server-tls' },
      });
    }
    const users: Loose[] = Object.values<Loose>(config.merge.accounts).flatMap(
      account => account.users,
    );
    expect(
      users
        .filter(each => each.allowed_connection_types.includes('LEAFNODE'))
        .map(({ user, permissions }) => [user, permissions]),
    ).toEqual([
      [
        'CN=orders-leaf',
        {
          publish: ['$JS.API.INFO', 'jobs.>'],
          subscribe: ['_INBOX_orders-leaf.>'],
        },
      ],
    ]);
    expect(config.gateway.merge.name).toBe('orders');
    expect(service.ports.gateway.enabled).toBe(true);
  });

  it('are open to the networks named, and to nobody else', async () => {
    const policies = objectsIn(
      await filesWith(all),
      'nats/network-policy.yaml',
    ).filter(({ spec }) => JSON.stringify(spec).includes('ipBlock'));
    expect(
      policies.map(({ metadata, spec }) => [
        metadata.name,
        spec.ingress[0].ports[0].port,
        spec.ingress[0].from.map((peer: Loose) => peer.ipBlock.cidr),
      ]),
    ).toEqual([
      ['nats-leafnodes', 7422, all.leafnodes],
      ['nats-gateway', 7222, all.gateway],
      ['nats-websocket', 8080, all.websocket],
      ['nats-mqtt', 1883, all.mqtt],
    ]);
  });

  it('are reached under names that the certificate holds', async () => {
    const files = await filesWith(all);
    const path = 'nats/certificates.yaml';
    const { spec } = objectIn(files, path, 'Certificate', 'orders-server');
    expect(spec.dnsNames).toContain('nats.example.org');
    const leaf = objectIn(files, path, 'Certificate', 'orders-leaf');
    expect(leaf.spec.commonName).toBe('orders-leaf');
  });
});

describe('explainCidr', () => {
  it.each(['10.0.0.0/8', '0.0.0.0/0', '::/0', 'fd00::/128'])('takes %s', text =>
    expect(explainCidr(text)).toBeUndefined(),
  );

  it.each(['10.0.0.0', '10.0.0.0/33', 'x/8', '10.0.0.0/8/8', '::/129', ''])(
    'refuses %j',
    text => expect(explainCidr(text)).toContain('is no network'),
  );
});
