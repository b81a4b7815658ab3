import { Settings } from '../settings/Settings';
import { mapTextIn } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { isKind } from '../yaml/YamlFile';
import { Draft, editIn, openIn, saveIn } from './Draft';
import { editAlerts } from './editAlerts';
import { editCertificates } from './editCertificates';
import { editDashboard } from './editDashboard';
import { editIngress } from './editIngress';
import { editKubernetesId } from './editKubernetesId';
import { editNetworkPolicies } from './editNetworkPolicies';
import { editRelease } from './editRelease';
import { SkeletonNames } from './SkeletonNames';

/** Makes what the settings ask for of the folder `nats/`. */
export function editBrokerFolder(
  draft: Draft,
  settings: Settings,
  names: SkeletonNames,
): void {
  const rename = (text: string) => renamed(text, names.name, settings.name);
  editIn(draft, 'nats/namespace.yaml', document => {
    if (isKind(document, 'Namespace')) {
      mapTextIn(document, ['metadata', 'name'], rename);
    }
  });
  editIn(draft, 'nats/release.yaml', document => {
    if (isKind(document, 'HelmRelease')) {
      editRelease(document, settings, names);
    }
  });
  editIn(draft, 'nats/repository.yaml', document =>
    editKubernetesId(document, settings),
  );
  for (const [path, edit] of [
    ['nats/certificates.yaml', editCertificates],
    ['nats/network-policy.yaml', editNetworkPolicies],
    ['nats/alerts.yaml', editAlerts],
    ['nats/dashboard.yaml', editDashboard],
    ['nats/ingress.yaml', editIngress],
  ] as const) {
    const file = openIn(draft, path);
    if (file) {
      edit(file, settings, names);
      saveIn(draft, file);
    }
  }
}
