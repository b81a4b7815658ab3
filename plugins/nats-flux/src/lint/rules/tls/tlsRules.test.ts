import { describePairs } from '../../__testUtils__/describePairs';
import {
  add,
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
const useHttps = (to: string) =>
  set(
    'workers/echo-workers.yaml',
    'ScaledObject',
    ['spec', 'triggers', 0, 'metadata', 'useHttps'],
    to,
  );
const without = (name: string) => replace(file, `    - ${name}\n`, '');

describePairs('tls/tlsRules', [
  {
    id: 'tls-empty',
    at: at('config.nats.tls'),
    fires: value(['config', 'nats', 'tls', 'secretName'], undefined),
  },
  {
    id: 'tls-empty',
    at: at('config.mqtt.tls'),
    given: [
      value(['config', 'mqtt', 'enabled'], true),
      value(['config', 'mqtt', 'tls', 'enabled'], true),
    ],
    fires: value(['config', 'mqtt', 'tls', 'secretName'], undefined),
  },
  {
    id: 'tls-monitor-without-nats',
    at: at('config.monitor.tls.enabled'),
    fires: value(['config', 'nats', 'tls', 'enabled'], false),
  },
  {
    id: 'tls-secret-shared',
    at: `${file}:spec.secretName`,
    fires: set(
      file,
      'Certificate/nats-app',
      ['spec', 'secretName'],
      'nats-admin-tls',
    ),
  },
  {
    id: 'tls-no-ca',
    at: at('tlsCA'),
    fires: value(['tlsCA', 'enabled'], false),
  },
  {
    id: 'tls-no-ca',
    at: at('tlsCA'),
    fires: value(['tlsCA', 'secretName'], undefined),
  },
  {
    id: 'tls-verify-missing',
    at: at('config.nats.tls.merge'),
    fires: value(['config', 'nats', 'tls', 'merge'], {}),
  },
  {
    id: 'tls-route-eku',
    at: `${file}:spec.usages`,
    fires: server(['usages'], ['digital signature', 'server auth']),
  },
  {
    id: 'tls-san-missing',
    at: `${file}:spec.dnsNames`,
    fires: without('nats'),
  },
  {
    id: 'tls-san-missing',
    at: `${file}:spec.dnsNames`,
    fires: without('localhost'),
  },
  {
    id: 'tls-san-missing',
    at: `${file}:spec.dnsNames`,
    fires: without("'*.nats-headless'"),
  },
  {
    id: 'tls-san-missing',
    at: `${file}:spec.dnsNames`,
    fires: without('nats-headless.nats.svc.cluster.local'),
  },
  {
    id: 'tls-san-missing',
    at: `${file}:spec.dnsNames`,
    fires: without("'*.nats-headless.nats.svc.cluster.local'"),
  },
  {
    id: 'tls-san-wildcard',
    at: `${file}:spec.dnsNames[5]`,
    fires: server(['dnsNames', 5], '*.nats'),
  },
  {
    id: 'tls-acme-internal',
    at: `${file}:spec.issuerRef`,
    fires: issuer({ acme: { server: 'x' } }),
    quiet: issuer({ vault: { server: 'x' } }),
  },
  {
    id: 'tls-issuer-namespace',
    at: 'workers/echo-workers.yaml:spec.issuerRef',
    fires: set(
      'workers/kustomization.yaml',
      'Kustomization',
      ['namespace'],
      'apps',
    ),
  },
  {
    id: 'tls-exporter-ca',
    at: at('promExporter'),
    fires: value(['promExporter', 'env'], {}),
  },
  {
    id: 'tls-exporter-ca',
    at: at('promExporter'),
    fires: value(['promExporter', 'merge', 'volumeMounts'], []),
  },
  {
    id: 'tls-exporter-domain',
    at: at('promExporter.monitorDomain'),
    fires: value(['promExporter', 'monitorDomain'], 'nats.nats.svc'),
  },
  {
    id: 'tls-duration',
    at: `${file}:spec.renewBefore`,
    fires: server(['renewBefore'], '2160h'),
  },
  {
    id: 'tls-duration',
    at: `${file}:spec.renewBefore`,
    fires: server(['renewBefore'], '1m'),
  },
  {
    id: 'tls-duration',
    at: `${file}:spec.duration`,
    fires: server(['duration'], '30m'),
  },
  {
    id: 'tls-context-url',
    at: at('natsBox.contexts.default'),
    fires: without('nats'),
  },
  {
    id: 'tls-keda-ca',
    at: 'workers/echo-workers.yaml:spec.triggers[0].metadata.useHttps',
    fires: useHttps('true'),
    quiet: useHttps('false'),
  },
  {
    id: 'tls-keda-ca',
    at: 'workers/echo-workers.yaml:spec.triggers[0].metadata.useHttps',
    fires: keda('{}'),
    quiet: keda('{ certificates: { operator: { caDirs: [/custom/ca] } } }'),
  },
]);

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
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
