import {
  listAt,
  isTree,
  scalarText,
  textAt,
  textsAt,
  Tree,
  valueAt,
} from '../../compare/repository/tree';
import { LISTENERS } from '../../generate/listeners';
import { serverDnsNames } from '../../generate/addresses';
import { BrokerDefaults } from '../../settings/PlatformDefaults';
import { CERTIFICATE_KEYS, GO_DURATION } from '../../settings/certificates';
import {
  CertificatesSetting,
  GrafanaSetting,
  IngressSetting,
  IssuerSetting,
  ListenersSetting,
  PrometheusSetting,
} from '../../settings/Settings';
import { readLeaf } from './readLeaf';
import { RepositoryReader } from './RepositoryReader';

const CERT_MANAGER = 'cert-manager.io';
const NETWORKING = 'networking.k8s.io';
const MONITORING = 'monitoring.coreos.com';
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';
const NGINX = 'nginx.ingress.kubernetes.io';

function labelsOf(value: unknown): Record<string, string> {
  return isTree(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, text]) => [key, String(text)]),
      )
    : {};
}

/** The first namespace that a policy lets in. */
function letIn(reader: RepositoryReader, policy: string): string | undefined {
  const rules = listAt(reader.named(NETWORKING, 'NetworkPolicy', policy), [
    'spec',
    'ingress',
  ]);
  return rules
    .flatMap(rule => listAt(rule, ['from']))
    .map(peer =>
      textAt(peer, ['namespaceSelector', 'matchLabels', NAMESPACE_LABEL]),
    )
    .find(namespace => namespace !== undefined);
}

/** Who signs a certificate; an Issuer of the repository itself is the broker's own authority. */
function issuerOf(
  reader: RepositoryReader,
  certificate: Tree | undefined,
): IssuerSetting | undefined {
  const kind = textAt(certificate, ['spec', 'issuerRef', 'kind']) ?? 'Issuer';
  const name = textAt(certificate, ['spec', 'issuerRef', 'name']);
  if (name === undefined || (kind !== 'Issuer' && kind !== 'ClusterIssuer')) {
    return undefined;
  }
  return kind === 'Issuer' && reader.named(CERT_MANAGER, 'Issuer', name)
    ? { kind: 'SelfSigned' }
    : { kind, name };
}

/** Lifetime and key of a certificate; nothing where it says them in another way. */
function certificatesOf(
  certificate: Tree | undefined,
): CertificatesSetting | undefined {
  const text = (...path: string[]) =>
    scalarText(valueAt(certificate, ['spec', ...path]));
  const [duration, renewBefore] = [text('duration'), text('renewBefore')];
  const key = CERTIFICATE_KEYS.find(
    each =>
      each ===
      `${text('privateKey', 'algorithm')} ${text('privateKey', 'size')}`,
  );
  return key && GO_DURATION.test(duration) && GO_DURATION.test(renewBefore)
    ? { duration, renewBefore, key }
    : undefined;
}

function serverCertificate(reader: RepositoryReader, name: string) {
  return reader.named(CERT_MANAGER, 'Certificate', `${name}-server`);
}

function readPrometheus(
  reader: RepositoryReader,
  values: Tree,
  url: string | undefined,
): PrometheusSetting | 'none' {
  const exporter = valueAt(values, ['promExporter']);
  return valueAt(exporter, ['enabled']) === true
    ? {
        namespace: letIn(reader, 'nats-metrics') ?? 'monitoring',
        labels: labelsOf(
          valueAt(exporter, ['podMonitor', 'merge', 'metadata', 'labels']),
        ),
        ...(url ? { url } : {}),
      }
    : 'none';
}

function readGrafana(
  reader: RepositoryReader,
  name: string,
): GrafanaSetting | 'none' {
  const dashboard = reader.named('', 'ConfigMap', `${name}-dashboard`);
  return dashboard
    ? { labels: labelsOf(valueAt(dashboard, ['metadata', 'labels'])) }
    : 'none';
}

/** The ingress, and the host that it is for; nothing where there is none. */
function readIngress(
  reader: RepositoryReader,
  name: string,
): { ingress: IngressSetting; host: string } | undefined {
  const object = reader.named(NETWORKING, 'Ingress', `${name}-monitoring`);
  const [rule] = listAt(object, ['spec', 'rules']);
  const host = textAt(rule, ['host']);
  if (!object || host === undefined) {
    return undefined;
  }
  const annotation = (key: string) =>
    textAt(object, ['metadata', 'annotations', `${NGINX}/${key}`]);
  const issuer = issuerOf(
    reader,
    reader.named(CERT_MANAGER, 'Certificate', `${name}-monitoring`),
  );
  const basicAuthSecret = annotation('auth-secret');
  const clientCaSecret = annotation('auth-tls-secret')?.split('/').pop();
  return {
    host,
    ingress: {
      className: textAt(object, ['spec', 'ingressClassName']) ?? 'nginx',
      namespace: letIn(reader, 'nats-ingress') ?? 'ingress-nginx',
      ...(issuer && issuer.kind !== 'SelfSigned' ? { issuer } : {}),
      ...(basicAuthSecret ? { basicAuthSecret } : {}),
      ...(clientCaSecret ? { clientCaSecret } : {}),
    },
  };
}

function readListeners(
  reader: RepositoryReader,
  { name, values, clusterDomain }: Broker,
): ListenersSetting {
  const open = LISTENERS.flatMap(listener => {
    const policy = reader.named(
      NETWORKING,
      'NetworkPolicy',
      `nats-${listener}`,
    );
    const networks = listAt(policy, ['spec', 'ingress'])
      .flatMap(rule => listAt(rule, ['from']))
      .flatMap(peer => textAt(peer, ['ipBlock', 'cidr']) ?? []);
    return valueAt(values, ['config', listener, 'enabled']) === true &&
      networks.length > 0
      ? [[listener, networks] as const]
      : [];
  });
  const leaf = readLeaf(values, name);
  const known = serverDnsNames({ name, clusterDomain });
  const hosts = textsAt(serverCertificate(reader, name), [
    'spec',
    'dnsNames',
  ]).filter(host => !known.includes(host));
  return {
    ...Object.fromEntries(open),
    ...(leaf ? { leaf } : {}),
    ...(hosts.length > 0 ? { hosts } : {}),
  };
}

/** What of the broker the other objects are found by. */
export interface Broker {
  name: string;
  values: Tree;
  clusterDomain: string;
}

/**
 * Reads back what the platform decides: certificates, monitoring, who is let in.
 *
 * @param prometheusUrl - where KEDA asks, where a worker says so
 */
export function readSurroundings(
  reader: RepositoryReader,
  broker: Broker,
  prometheusUrl: string | undefined,
): BrokerDefaults & { host?: string } {
  const { name, values } = broker;
  const issuer = issuerOf(reader, serverCertificate(reader, name));
  const certificates = certificatesOf(serverCertificate(reader, name));
  const imageRegistry = textAt(values, ['global', 'image', 'registry']);
  const found = readIngress(reader, name);
  const prometheus = readPrometheus(reader, values, prometheusUrl);
  const nackNamespace = letIn(reader, 'nats-clients');
  const portalNamespace = letIn(reader, 'nats-portal');
  const kedaNamespace = letIn(reader, 'nats-monitoring');
  return {
    ...(issuer ? { issuer } : {}),
    ...(certificates ? { certificates } : {}),
    ...(imageRegistry ? { imageRegistry } : {}),
    monitoringTls:
      valueAt(values, ['config', 'monitor', 'tls', 'enabled']) === true,
    prometheus,
    // Without a Prometheus nobody wrote alerts, whatever the platform asks for.
    ...(prometheus === 'none'
      ? {}
      : { alerts: reader.ofKind(MONITORING, 'PrometheusRule').length > 0 }),
    grafana: readGrafana(reader, name),
    ...(found ? { ingress: found.ingress, host: found.host } : {}),
    listeners: readListeners(reader, broker),
    ...(nackNamespace ? { nackNamespace } : {}),
    ...(portalNamespace ? { portalNamespace } : {}),
    ...(kedaNamespace ? { kedaNamespace } : {}),
  };
}
