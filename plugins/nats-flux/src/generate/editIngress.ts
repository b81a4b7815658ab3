import { Document, isMap } from 'yaml';
import { IngressSetting, Settings } from '../settings/Settings';
import { deleteIn, mapTextIn, setIn } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { isKind, YamlFile } from '../yaml/YamlFile';
import { editCertificate } from './editCertificate';
import { letIn } from './editNetworkPolicies';
import { SkeletonNames } from './SkeletonNames';

const NGINX = 'nginx.ingress.kubernetes.io';
const ANNOTATIONS = ['metadata', 'annotations'];
const RULE = ['spec', 'rules', 0];
const TLS = ['spec', 'tls', 0];

/** Sets the annotations of one protection, or takes them away. */
function protect(
  document: Document,
  keys: readonly string[],
  secret: { key: string; value: string | undefined },
): void {
  if (secret.value !== undefined) {
    setIn(document, [...ANNOTATIONS, `${NGINX}/${secret.key}`], secret.value);
    return;
  }
  for (const key of [...keys, secret.key]) {
    deleteIn(document, [...ANNOTATIONS, `${NGINX}/${key}`]);
  }
}

function editRules(
  document: Document,
  host: string,
  { ingress, settings }: { ingress: IngressSetting; settings: Settings },
): void {
  protect(document, ['auth-type', 'auth-realm'], {
    key: 'auth-secret',
    value: ingress.basicAuthSecret,
  });
  protect(document, ['auth-tls-verify-client'], {
    key: 'auth-tls-secret',
    // nginx wants the namespace said, though it looks in no other.
    value:
      ingress.clientCaSecret && `${settings.name}/${ingress.clientCaSecret}`,
  });
  if (!settings.monitoringTls) {
    deleteIn(document, [...ANNOTATIONS, `${NGINX}/backend-protocol`]);
  }
  setIn(document, ['spec', 'ingressClassName'], ingress.className);
  setIn(document, [...RULE, 'host'], host);
  setIn(document, [...TLS, 'hosts'], [host]);
}

/** Makes the ingress of the monitoring port what the settings ask for; none remains where nobody asked. */
export function editIngress(
  file: YamlFile,
  settings: Settings,
  names: SkeletonNames,
): void {
  const { ingress, monitoringHost } = settings;
  if (ingress === 'none' || monitoringHost === undefined) {
    file.documents = [];
    return;
  }
  const change = (text: string) => renamed(text, names.name, settings.name);
  for (const document of file.documents) {
    if (isKind(document, 'NetworkPolicy')) {
      letIn(document, ingress.namespace);
      continue;
    }
    for (const path of [
      ['metadata', 'name'],
      ['spec', 'secretName'],
      [...TLS, 'secretName'],
    ]) {
      mapTextIn(document, path, change);
    }
    if (isKind(document, 'Ingress') && isMap(document.contents)) {
      editRules(document, monitoringHost, { ingress, settings });
      mapTextIn(
        document,
        [...RULE, 'http', 'paths', 0, 'backend', 'service', 'name'],
        change,
      );
    } else if (isKind(document, 'Certificate')) {
      setIn(document, ['spec', 'dnsNames'], [monitoringHost]);
      editCertificate(
        document,
        { ...settings, issuer: ingress.issuer ?? settings.issuer },
        names.name,
      );
    }
  }
}
