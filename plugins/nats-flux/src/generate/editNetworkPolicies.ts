import { Document, isMap, visit } from 'yaml';
import { Settings } from '../settings/Settings';
import { setIn } from '../yaml/edit';
import { toNode } from '../yaml/toNode';
import { nameOf, YamlFile } from '../yaml/YamlFile';
import { LISTENERS, openListeners } from './listeners';

/** The label that every namespace carries its own name in. */
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** Changes the first namespace that a policy lets in; others are the platform team's. */
export function letIn(document: Document, namespace: string): void {
  visit(document, {
    Map(_key, map) {
      if (map.has(NAMESPACE_LABEL)) {
        map.set(NAMESPACE_LABEL, toNode(namespace));
        return visit.BREAK;
      }
      return undefined;
    },
  });
}

/** Lets in the networks that the settings name for a port; policies of ports that are not open go. */
function editListeners(file: YamlFile, settings: Settings): void {
  const open = openListeners(settings);
  const listenerOf = (document: Document) =>
    LISTENERS.find(listener => nameOf(document) === `nats-${listener}`);
  file.documents = file.documents.filter(document => {
    const listener = listenerOf(document);
    return listener === undefined || open.has(listener);
  });
  for (const document of file.documents) {
    const networks = open.get(listenerOf(document) ?? '');
    if (networks) {
      setIn(
        document,
        ['spec', 'ingress', 0, 'from'],
        networks.map(cidr => ({ ipBlock: { cidr } })),
      );
    }
  }
}

/** Lets in whom the settings name, and drops the policies for whom nobody named. */
export function editNetworkPolicies(file: YamlFile, settings: Settings): void {
  const { kedaNamespace, prometheus, scaler, workers } = settings;
  const kedaAsks = scaler === 'nats-jetstream' && workers.length > 0;
  const namespaces: Record<string, string | undefined> = {
    'nats-clients': settings.nackNamespace,
    'nats-portal': settings.portalNamespace,
    'nats-monitoring': kedaAsks ? kedaNamespace : undefined,
    'nats-metrics': prometheus === 'none' ? undefined : prometheus.namespace,
  };
  const isOurs = (document: Document) =>
    isMap(document.contents) && Object.hasOwn(namespaces, nameOf(document));
  file.documents = file.documents.filter(
    document => !isOurs(document) || namespaces[nameOf(document)] !== undefined,
  );
  for (const document of file.documents.filter(isOurs)) {
    const namespace = namespaces[nameOf(document)];
    if (namespace !== undefined) {
      letIn(document, namespace);
    }
  }
  editListeners(file, settings);
}
