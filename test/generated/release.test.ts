import {
  createCertificateAuthority,
  issueCertificate,
} from '@nats-portal/plugin-nats-node/testUtils';
import { askMonitoring } from './askMonitoring';
import {
  connectAs,
  Identity,
  identityOf,
  secretOf,
  shakeHands,
} from './connectAs';
import { goldenFiles, manifestsIn, specsOf } from './goldenRepositories';
import { chartNames } from './renderNatsConfig';
import { RunningRelease, startRelease } from './startRelease';

jest.setTimeout(90_000);

interface Varz {
  server_name: string;
  gomemlimit: number;
  tls_required: boolean;
  tls_verify: boolean;
  cluster: { tls_required?: boolean; tls_verify?: boolean };
  jetstream: {
    meta?: { leader: string; cluster_size: number };
    config: { max_storage: number; max_memory: number };
  };
}

interface Routez {
  routes: { remote_name: string }[];
}

const MEBIBYTE = 1024 ** 2;

async function ask<T>(
  running: RunningRelease,
  index: number,
  path: string,
): Promise<T> {
  const { status, text } = await askMonitoring(running, index, path);
  expect(status).toBe(200);
  return JSON.parse(text);
}

function urlsIn(text: string): URL[] {
  return [...text.matchAll(/\b(?:nats|tls):\/\/[^\s'"]+/g)].map(
    ([url]) => new URL(url),
  );
}

/** Somebody whom an authority knows and the release does not. */
async function strangerOf(
  authority: Parameters<typeof issueCertificate>[0],
  trusted: string,
): Promise<Identity> {
  const own = await issueCertificate(authority, { commonName: 'stranger' });
  return { ca: trusted, cert: own.certificate, key: own.privateKey };
}

describe.each(['local', 'minicloud'])('the broker of %s', name => {
  const files = goldenFiles(name);
  const manifests = manifestsIn(files);
  let running: RunningRelease;
  let names: ReturnType<typeof chartNames>;
  let serverIdentity: Required<Identity>;

  beforeAll(async () => {
    running = await startRelease(name);
    const { values } = running.release;
    names = chartNames(values, running.release.names);
    serverIdentity = identityOf(
      secretOf(running, values.config.nats.tls.secretName ?? ''),
    );
  });

  afterAll(() => running?.stop());

  it('is three servers that have routes to each other, by TLS with certificates', async () => {
    const pods = [0, 1, 2].map(i => `${names.statefulSet}-${i}`);
    expect(running.servers).toHaveLength(3);
    for (const [i, pod] of pods.entries()) {
      const { routes } = await ask<Routez>(running, i, '/routez');
      expect([...new Set(routes.map(r => r.remote_name))].sort()).toEqual(
        pods.filter(other => other !== pod),
      );
      const varz = await ask<Varz>(running, i, '/varz');
      expect(varz).toMatchObject({
        server_name: pod,
        tls_required: true,
        tls_verify: true,
        cluster: { tls_required: true, tls_verify: true },
      });
    }
  });

  it('has one JetStream of three, with the stores of the release', async () => {
    const all = await Promise.all(
      running.servers.map((_, i) => ask<Varz>(running, i, '/varz')),
    );
    const sizes = { local: 1024 * MEBIBYTE, minicloud: 10 * 1024 * MEBIBYTE };
    for (const { jetstream } of all) {
      expect(jetstream.meta?.cluster_size).toBe(3);
      expect(jetstream.meta?.leader).toBe(all[0].jetstream.meta?.leader);
      expect(jetstream.config).toMatchObject({
        max_storage: sizes[name as keyof typeof sizes],
        max_memory: 0,
      });
    }
    expect(all.map(({ server_name }) => server_name)).toContain(
      all[0].jetstream.meta?.leader,
    );
  });

  it('collects garbage at 80 % of the memory limit, in a unit that Go reads', async () => {
    const limits = { local: 256, minicloud: 512 };
    const limit = limits[name as keyof typeof limits] * MEBIBYTE;
    const { gomemlimit } = await ask<Varz>(running, 0, '/varz');
    expect(gomemlimit).toBeGreaterThan(0.79 * limit);
    expect(gomemlimit).toBeLessThanOrEqual(0.8 * limit);
  });

  it.each([
    '/healthz',
    '/healthz?js-server-only=true',
    '/healthz?js-enabled-only=true',
  ])('is well, as the probe %s asks', async path => {
    expect(await ask(running, 0, path)).toEqual({ status: 'ok' });
  });

  it('answers to every address that the repository hands out to clients', async () => {
    const texts = [...files].filter(([path]) =>
      /^(workers|jetstream|nats)\/.*\.yaml$/.test(path),
    );
    const hosts = new Set([
      // The chart's context for nats-box.
      names.statefulSet,
      ...texts.flatMap(([, text]) => urlsIn(text)).map(url => url.hostname),
    ]);
    expect(hosts.size).toBeGreaterThan(1);
    const worker = identityOf(secretOf(running, 'echo-workers-tls'));
    for (const host of hosts) {
      await expect(
        shakeHands(running.servers[0].ports.nats, host, worker, {
          greets: true,
          say: 'CONNECT {}\r\nPING\r\n',
        }),
      ).resolves.toMatch(/PONG/);
    }
  });

  it('answers monitoring to KEDA, by the names that KEDA makes of the endpoint', async () => {
    const endpoints = specsOf<{
      triggers: { metadata: Record<string, string> }[];
    }>(manifests, 'ScaledObject').flatMap(({ spec }) =>
      spec.triggers.map(({ metadata }) => metadata),
    );
    expect(endpoints).toHaveLength(1);
    const [{ natsServerMonitoringEndpoint: endpoint, useHttps, account }] =
      endpoints;
    const { monitor } = running.release.values.config;
    expect(useHttps === 'true').toBe(monitor.tls.enabled);
    const [host, port] = endpoint.split(':');
    expect(Number(port)).toBe(monitor.port);
    const pods = running.servers.map((_, i) => `${names.statefulSet}-${i}`);
    for (const known of [host, ...pods.map(pod => `${pod}.${host}`)]) {
      const { status, text } = await askMonitoring(
        running,
        0,
        `/jsz?acc=${account}&config=true&consumers=true`,
        known,
      );
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({
        account_details: [{ name: account }],
      });
    }
  });

  it('lets nobody in without a certificate, or with one that it does not know', async () => {
    const { ca } = serverIdentity;
    const [own] = running.authorities.values();
    const other = await createCertificateAuthority();
    const refused: [Identity, RegExp][] = [
      [{ ca }, /certificate required|CONNECTION_|socket|ECONNRESET/i],
      [await strangerOf(own, ca), /Authorization Violation/i],
      [
        await strangerOf(other, ca),
        /unknown (ca|certificate authority)|CONNECTION_|socket|ECONNRESET/i,
      ],
    ];
    for (const [identity, reason] of refused) {
      await expect(connectAs(running, identity)).rejects.toThrow(reason);
    }
  });

  it('takes no route from somebody without a certificate, or with another authority', async () => {
    const { cluster } = running.release.values.config;
    const host = `${names.statefulSet}-0.${names.headlessService}.${names.namespace}.svc.${cluster.routeURLs.k8sClusterDomain}`;
    const port = running.servers[0].ports.cluster;
    const { ca } = serverIdentity;
    const other = await createCertificateAuthority();
    await expect(shakeHands(port, host, serverIdentity)).resolves.toMatch(
      /^INFO /,
    );
    await expect(shakeHands(port, host, { ca })).rejects.toThrow(
      /certificate required/,
    );
    await expect(
      shakeHands(port, host, await strangerOf(other, ca)),
    ).rejects.toThrow(/unknown ca|bad certificate/);
  });
});
