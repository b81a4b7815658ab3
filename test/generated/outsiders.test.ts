import { issueCertificate } from '@nats-portal/plugin-nats-node/testUtils';
import { setTimeout as sleep } from 'node:timers/promises';
import { askMonitoring } from './askMonitoring';
import { JsonMap } from './ChartValues';
import { Identity, identityOf, secretOf } from './connectAs';
import { Outsider, startOutsider } from './startOutsider';
import { RunningRelease, startRelease } from './startRelease';

/*
 * Servers of others that want to join. Who is in the cluster, or beside it, sees
 * and sends messages of every account, so a certificate of the same authority,
 * which every worker has, must not be enough.
 */

jest.setTimeout(90_000);

/** A cluster elsewhere, as people list it in the values. */
const KNOWN = { name: 'known', host: 'nats.known.example.org' };

let running: RunningRelease;
let outsider: Outsider | undefined;

beforeAll(async () => {
  running = await startRelease('options/leafnodes-gateway-websocket-mqtt', {
    config: {
      gateway: {
        merge: {
          gateways: [{ name: KNOWN.name, url: `tls://${KNOWN.host}:7222` }],
        },
      },
      // A JetStream that is new waits for all listed clusters, and this one is nowhere.
      jetstream: { enabled: false },
      mqtt: { enabled: false },
      merge: { accounts: { APP: { jetstream: 'disabled' } } },
    },
  });
});

afterEach(async () => {
  await outsider?.stop();
  outsider = undefined;
});

afterAll(() => running?.stop());

const here = (protocol: 'cluster' | 'gateway' | 'leafnodes') =>
  `tls://localhost:${running.servers[0].ports[protocol]}`;

const asServer = (tls: JsonMap, port: number): JsonMap => ({
  cluster: {
    name: 'orders',
    listen: `127.0.0.1:${port}`,
    tls,
    routes: [here('cluster')],
  },
});

const asCluster =
  (name: string) =>
  (tls: JsonMap, port: number): JsonMap => ({
    gateway: {
      name,
      listen: `127.0.0.1:${port}`,
      tls,
      gateways: [{ name: 'orders', url: here('gateway') }],
    },
  });

const asLeaf = (tls: JsonMap): JsonMap => ({
  leafnodes: {
    remotes: [{ url: here('leafnodes'), tls, account: 'APP' }],
  },
});

/** Who is in or beside the cluster, as its first server says, but for its own. */
async function guests(): Promise<string[]> {
  const ask = async <T>(path: string): Promise<T> =>
    JSON.parse((await askMonitoring(running, 0, path)).text);
  const { routes } = await ask<{ routes: { remote_name: string }[] }>(
    '/routez',
  );
  const { inbound_gateways: clusters } = await ask<{
    inbound_gateways: Record<string, unknown>;
  }>('/gatewayz');
  const { leafs = [] } = await ask<{ leafs?: { name: string }[] }>('/leafz');
  return [
    ...routes.map(route => route.remote_name),
    ...Object.keys(clusters),
    ...leafs.map(leaf => leaf.name),
  ].filter(name => !name.startsWith('orders-'));
}

/** Starts a server of somebody else and waits until it is in, or told off. */
async function knock(
  identity: Required<Identity>,
  configure: (tls: JsonMap, port: number) => JsonMap,
): Promise<{ guests: string[]; refused: boolean }> {
  outsider = await startOutsider(identity, configure);
  const isRefused = () => /Authorization Violation/.test(outsider?.log() ?? '');
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    if (isRefused() || (await guests()).length > 0) {
      break;
    }
    await sleep(50);
  }
  return { guests: await guests(), refused: isRefused() };
}

describe('a worker with its certificate', () => {
  it.each([
    ['a server of the cluster', asServer],
    ['another cluster', asCluster('intruder')],
    ['the other cluster that is listed', asCluster(KNOWN.name)],
    ['a leaf node', asLeaf],
  ])('cannot be %s', async (_what, configure) => {
    const worker = identityOf(secretOf(running, 'echo-workers-tls'));
    expect(await knock(worker, configure)).toEqual({
      guests: [],
      refused: true,
    });
  });
});

describe('another cluster that the values list', () => {
  it('is taken with a certificate for the host in its url', async () => {
    const [authority] = running.authorities.values();
    const own = await issueCertificate(authority, {
      commonName: 'known',
      hosts: [KNOWN.host],
    });
    const identity = {
      ca: authority.certificate,
      cert: own.certificate,
      key: own.privateKey,
    };
    expect(await knock(identity, asCluster(KNOWN.name))).toEqual({
      guests: [KNOWN.name],
      refused: false,
    });
  });
});

describe('a leaf node', () => {
  it('is taken with the Secret made for it, into the account of the streams', async () => {
    const leaf = identityOf(secretOf(running, 'orders-leaf-tls'));
    expect(await knock(leaf, asLeaf)).toEqual({
      guests: ['outsider'],
      refused: false,
    });
    const { text } = await askMonitoring(running, 0, '/leafz');
    expect(JSON.parse(text).leafs).toMatchObject([{ account: 'APP' }]);
  });
});
