import {
  add,
  Firing,
  placesOf,
  Quiet,
  replace,
  set,
  value,
} from '../../__testUtils__/change';

type Value = Parameters<typeof set>[3];
const file = 'nats/certificates.yaml';
const at = (path: string) => `nats/release.yaml:spec.values.${path}`;
const server = (path: (string | number)[], to: Value) =>
  set(file, 'Certificate/nats-server', ['spec', ...path], to);
const issuer = (spec: Value) => set(file, 'Issuer/nats-ca', ['spec'], spec);
const keda = (values: string) =>
  add(
    'nats/keda.yaml',
    `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: keda }
spec: { interval: 1h, chart: { spec: { chart: keda, version: 2.20.2, sourceRef: { kind: HelmRepository, name: nats } } }, values: ${values} }
`,
  );
const without = (name: string) => replace(file, `    - ${name}\n`, '');

it.each<Firing>([
  [
    'tls-empty',
    at('config.nats.tls'),
    value(['config', 'nats', 'tls', 'secretName'], undefined),
  ],
  [
    'tls-empty',
    at('config.mqtt.tls'),
    value(['config', 'mqtt'], { enabled: true, tls: { enabled: true } }),
  ],
  [
    'tls-monitor-without-nats',
    at('config.monitor.tls.enabled'),
    value(['config', 'nats', 'tls', 'enabled'], false),
  ],
  ['tls-no-ca', at('tlsCA'), value(['tlsCA'], { enabled: false })],
  ['tls-no-ca', at('tlsCA'), value(['tlsCA'], { enabled: true })],
  [
    'tls-verify-missing',
    at('config.nats.tls.merge'),
    value(['config', 'nats', 'tls', 'merge'], {}),
  ],
  [
    'tls-route-eku',
    `${file}:spec.usages`,
    server(['usages'], ['digital signature', 'server auth']),
  ],
  ['tls-san-missing', `${file}:spec.dnsNames`, without('nats')],
  ['tls-san-missing', `${file}:spec.dnsNames`, without('localhost')],
  ['tls-san-missing', `${file}:spec.dnsNames`, without("'*.nats-headless'")],
  [
    'tls-san-missing',
    `${file}:spec.dnsNames`,
    without('nats-headless.nats.svc.cluster.local'),
  ],
  [
    'tls-san-missing',
    `${file}:spec.dnsNames`,
    without("'*.nats-headless.nats.svc.cluster.local'"),
  ],
  [
    'tls-san-wildcard',
    `${file}:spec.dnsNames[5]`,
    server(['dnsNames', 5], '*.nats'),
  ],
  [
    'tls-acme-internal',
    `${file}:spec.issuerRef`,
    issuer({ acme: { server: 'x' } }),
  ],
  [
    'tls-issuer-namespace',
    'workers/echo-workers.yaml:spec.issuerRef',
    set('workers/kustomization.yaml', 'Kustomization', ['namespace'], 'apps'),
  ],
  ['tls-exporter-ca', at('promExporter'), value(['promExporter', 'env'], {})],
  [
    'tls-exporter-ca',
    at('promExporter'),
    value(['promExporter', 'merge', 'volumeMounts'], []),
  ],
  [
    'tls-exporter-domain',
    at('promExporter.monitorDomain'),
    value(['promExporter', 'monitorDomain'], 'nats.nats.svc'),
  ],
  [
    'tls-duration',
    `${file}:spec.renewBefore`,
    server(['renewBefore'], '2160h'),
  ],
  ['tls-duration', `${file}:spec.renewBefore`, server(['renewBefore'], '1m')],
  ['tls-duration', `${file}:spec.duration`, server(['duration'], '30m')],
  ['tls-context-url', at('natsBox.contexts.default'), without('nats')],
  [
    'tls-keda-ca',
    'workers/echo-workers.yaml:spec.triggers[0].metadata.useHttps',
  ],
  [
    'tls-keda-ca',
    'workers/echo-workers.yaml:spec.triggers[0].metadata.useHttps',
    keda('{}'),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

const plainMonitor = value(['config', 'monitor', 'tls', 'enabled'], false);

it.each<Quiet>([
  [
    'tls-empty',
    'a listener without TLS',
    value(['config', 'mqtt'], { enabled: true }),
  ],
  [
    'tls-no-ca',
    'a bundle',
    value(['tlsCA'], { enabled: true, configMapName: 'bundle' }),
  ],
  ['tls-route-eku', 'a certificate for any use', server(['usages'], undefined)],
  [
    'tls-san-missing',
    'localhost, where no exporter asks for it',
    without('localhost'),
    plainMonitor,
  ],
  [
    'tls-san-missing',
    'the headless name, where KEDA asks without TLS',
    without('nats-headless.nats.svc.cluster.local'),
    plainMonitor,
  ],
  [
    'tls-exporter-ca',
    'a port without TLS',
    value(['promExporter', 'env'], {}),
    plainMonitor,
  ],
  [
    'tls-duration',
    'the defaults of cert-manager',
    server(['duration'], undefined),
    server(['renewBefore'], undefined),
  ],
  ['tls-context-url', 'a certificate with the short name'],
  [
    'tls-keda-ca',
    'a KEDA that is told whom to trust',
    keda('{ certificates: { operator: { caDirs: [/custom/ca] } } }'),
  ],
  [
    'tls-keda-ca',
    'triggers without TLS',
    set(
      'workers/echo-workers.yaml',
      'ScaledObject',
      ['spec', 'triggers', 0, 'metadata', 'useHttps'],
      'false',
    ),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
