import { Document } from 'yaml';
import {
  formatScaling,
  NATS_ACCOUNT_ANNOTATION,
  NATS_BROKER_ANNOTATION,
  NATS_CONSUMERS_ANNOTATION,
  NATS_SCALING_ANNOTATION,
  NATS_STREAMS_ANNOTATION,
} from '@nats-portal/plugin-nats-common';
import {
  accountEntityName,
  brokerEntityName,
  workerEntityName,
} from '../settings/entityNames';
import { Settings, WorkerSettings } from '../settings/Settings';
import { copyDocument } from '../yaml/copyDocument';
import { mapTextIn, setIn, setOrDeleteIn, withoutComments } from '../yaml/edit';
import { isKind, requireDocument, valueIn, YamlFile } from '../yaml/YamlFile';
import { brokerEntityRef } from './entityRefs';
import {
  KUBERNETES_CLUSTER,
  KUBERNETES_ID,
  KUBERNETES_NAMESPACE,
} from './kubernetesKeys';

function annotate(
  document: Document,
  annotations: Record<string, string | undefined>,
): void {
  for (const [key, value] of Object.entries(annotations)) {
    setOrDeleteIn(document, ['metadata', 'annotations', key], value);
  }
}

function editEntity(
  document: Document,
  settings: Settings,
  entity: { name: string; title: string; account: string; dependsOn: string },
): void {
  setIn(document, ['metadata', 'name'], entity.name);
  setIn(document, ['metadata', 'title'], entity.title);
  setIn(document, ['spec', 'owner'], settings.owner);
  setOrDeleteIn(document, ['spec', 'system'], settings.system, [
    'system',
    'dependsOn',
  ]);
  setIn(document, ['spec', 'dependsOn', 0], entity.dependsOn);
  annotate(document, {
    [NATS_BROKER_ANNOTATION]: settings.broker,
    [NATS_ACCOUNT_ANNOTATION]: entity.account,
    [KUBERNETES_ID]: entity.name,
  });
  // A portal whose plugins know clusters by other names has none of these in its skeleton.
  const annotations = ['metadata', 'annotations'];
  mapTextIn(
    document,
    [...annotations, KUBERNETES_NAMESPACE],
    () => settings.name,
  );
  mapTextIn(
    document,
    [...annotations, KUBERNETES_CLUSTER],
    () => settings.cluster,
  );
}

/** Every stream of an account with all its consumers, so that the entity's page shows them all. */
function annotateStreams(
  document: Document,
  { messaging }: Settings,
  account: string,
): void {
  const streams = messaging.streams
    .filter(stream => stream.account === account)
    .map(stream => stream.name);
  const list = (texts: string[]) => texts.join(',') || undefined;
  annotate(document, {
    [NATS_CONSUMERS_ANNOTATION]: list(streams.map(stream => `${stream}/*`)),
    [NATS_STREAMS_ANNOTATION]: list(streams),
  });
}

function editBroker(document: Document, settings: Settings): void {
  const { cluster, name, accounts } = settings;
  editEntity(document, settings, {
    name: brokerEntityName(settings),
    title: `${name} on ${cluster}`,
    account: accounts[0].name,
    dependsOn: `resource:default/${cluster}`,
  });
  annotateStreams(document, settings, accounts[0].name);
}

/** The entity of a further account: an entity is about one account, and the broker's is about the first. */
function accountEntity(
  pattern: Document,
  settings: Settings,
  account: string,
): Document {
  const document = withoutComments(copyDocument(pattern));
  editEntity(document, settings, {
    name: accountEntityName(settings, account),
    title: `${account} of ${settings.name} on ${settings.cluster}`,
    account,
    dependsOn: brokerEntityRef(settings),
  });
  setIn(
    document,
    ['metadata', 'description'],
    `The account ${account} of a NATS broker`,
  );
  setIn(document, ['spec', 'type'], 'nats-account');
  // No object of Kubernetes is an account.
  annotate(document, { [KUBERNETES_ID]: undefined });
  annotateStreams(document, settings, account);
  return document;
}

function editWorker(
  document: Document,
  settings: Settings,
  worker: WorkerSettings,
): void {
  const { name, stream, consumer } = worker;
  editEntity(document, settings, {
    name: workerEntityName(settings, name),
    title: consumer,
    account: worker.account,
    dependsOn: brokerEntityRef(settings),
  });
  setIn(
    document,
    ['metadata', 'description'],
    `Works off the consumer ${consumer} of the stream ${stream}`,
  );
  annotate(document, {
    [NATS_CONSUMERS_ANNOTATION]: `${stream}/${consumer}`,
    [NATS_SCALING_ANNOTATION]: formatScaling(`${stream}/${consumer}`, worker),
  });
}

/** Makes the catalog entities what the settings ask for. */
export function editCatalog(file: YamlFile, settings: Settings): void {
  const broker = requireDocument(
    file,
    'Resource of the type nats-broker',
    document =>
      isKind(document, 'Resource') &&
      valueIn(document, ['spec', 'type']) === 'nats-broker',
  );
  const isWorker = (document: Document) =>
    isKind(document, 'Component') &&
    document.hasIn(['metadata', 'annotations', NATS_CONSUMERS_ANNOTATION]);
  editBroker(broker, settings);
  file.documents.splice(
    file.documents.indexOf(broker) + 1,
    0,
    ...settings.accounts
      .slice(1)
      .map(({ name }) => accountEntity(broker, settings, name)),
  );
  const example = file.documents.find(isWorker);
  if (!example && settings.workers.length === 0) {
    return;
  }
  const pattern = requireDocument(
    file,
    `Component with the annotation ${NATS_CONSUMERS_ANNOTATION}`,
    isWorker,
  );
  const bare = withoutComments(copyDocument(pattern));
  const copies = settings.workers.map((worker, i) => {
    const copy = copyDocument(i === 0 ? pattern : bare);
    editWorker(copy, settings, worker);
    return copy;
  });
  file.documents.splice(file.documents.indexOf(pattern), 1, ...copies);
}
