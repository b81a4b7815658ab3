import { generated, objectIn, objectsIn } from '../__testUtils__/generated';
import { request } from '../__testUtils__/requests';
import { theDefaults } from '../__testUtils__/theRepository';
import { resolveSettings } from '../settings/resolveSettings';
import { IngressSetting, Settings } from '../settings/Settings';
import { theSkeleton } from '../__testUtils__/theRepository';
import { generate } from './generate';

const PATH = 'nats/ingress.yaml';
const NGINX = 'nginx.ingress.kubernetes.io';
const asked = { cluster: 'minicloud', monitoringHost: 'nats.example.org' };

/** The settings of minicloud with another ingress, and what is wrong with them. */
function resolved(ingress: IngressSetting) {
  const defaults = theDefaults();
  const { minicloud } = defaults.clusters;
  return resolveSettings(request(asked), {
    ...defaults,
    clusters: { minicloud: { ...minicloud, ingress } },
  });
}

async function annotationsOf(
  ingress: IngressSetting,
  changes: Partial<Settings> = {},
): Promise<Record<string, string>> {
  const { settings } = resolved(ingress);
  const files = generate({ ...settings, ...changes }, await theSkeleton());
  return objectIn(files, PATH, 'Ingress').metadata.annotations;
}

const nginx = { className: 'nginx', namespace: 'ingress-nginx' };

describe('the ingress of the monitoring port', () => {
  it('is not there unless asked for', async () => {
    const files = await generated({ cluster: 'minicloud' });
    expect(files.has(PATH)).toBe(false);
    expect(files.get('nats/kustomization.yaml')?.content).not.toContain(
      'ingress',
    );
  });

  it('has the host everywhere, TLS and a protection', async () => {
    const files = await generated({ ...asked, name: 'orders' });
    const ingress = objectIn(files, PATH, 'Ingress', 'orders-monitoring');
    expect(ingress.spec).toMatchObject({
      ingressClassName: 'nginx',
      tls: [
        { hosts: ['nats.example.org'], secretName: 'orders-monitoring-tls' },
      ],
      rules: [{ host: 'nats.example.org' }],
    });
    expect(ingress.metadata.annotations).toEqual({
      [`${NGINX}/auth-type`]: 'basic',
      [`${NGINX}/auth-secret`]: 'monitoring-users',
      [`${NGINX}/auth-realm`]: 'NATS',
      [`${NGINX}/backend-protocol`]: 'HTTPS',
    });
    expect(objectIn(files, PATH, 'Certificate').spec).toMatchObject({
      secretName: 'orders-monitoring-tls',
      dnsNames: ['nats.example.org'],
      issuerRef: { kind: 'ClusterIssuer', name: 'minicloud-ca' },
    });
    expect(ingress.spec.rules[0].http.paths[0].backend.service.name).toBe(
      objectIn(files, PATH, 'Service').metadata.name,
    );
  });

  it('is let in by the controller’s namespace, and nobody else is', async () => {
    const files = await generated(asked);
    const { spec } = objectIn(files, PATH, 'NetworkPolicy');
    expect(spec.ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: {
              matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' },
            },
          },
        ],
        ports: [{ protocol: 'TCP', port: 8222 }],
      },
    ]);
    expect(objectsIn(files, PATH)).toHaveLength(4);
  });

  it('can ask visitors for a certificate instead', async () => {
    expect(
      await annotationsOf(
        { ...nginx, clientCaSecret: 'people-ca' },
        { monitoringTls: false },
      ),
    ).toEqual({
      [`${NGINX}/auth-tls-secret`]: 'nats/people-ca',
      [`${NGINX}/auth-tls-verify-client`]: 'on',
    });
  });

  it('can have a certificate of another issuer', async () => {
    const { settings } = resolved({
      ...nginx,
      basicAuthSecret: 'users',
      issuer: { kind: 'ClusterIssuer', name: 'public' },
    });
    const files = generate(settings, await theSkeleton());
    expect(objectIn(files, PATH, 'Certificate').spec.issuerRef.name).toBe(
      'public',
    );
  });

  it('is refused without a protection', () => {
    expect(resolved(nginx).findings).toContainEqual(
      expect.objectContaining({
        id: 'ingress-unprotected',
        severity: 'error',
        path: 'monitoringHost',
      }),
    );
  });

  it.each([
    ['bramble', 'nats.example.org', 'settings-ingress'],
    ['minicloud', 'nats', 'settings-monitoringHost'],
    ['minicloud', 'https://nats.example.org', 'settings-monitoringHost'],
  ])('is refused in %s for %s', (cluster, monitoringHost, id) => {
    const { findings } = resolveSettings(
      request({ cluster, monitoringHost }),
      theDefaults(),
    );
    expect(
      findings.filter(({ severity }) => severity === 'error'),
    ).toMatchObject([{ id, path: 'monitoringHost' }]);
  });
});
