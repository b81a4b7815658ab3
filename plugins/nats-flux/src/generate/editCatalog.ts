import { Document } from 'yaml';
import {
  formatScaling,
  NATS_ACCOUNT_ANNOTATION,
  NATS_BROKER_ANNOTATION,
  NATS_CONSUMERS_ANNOTATION,
  NATS_SCALING_ANNOTATION,
  NATS_STREAMS_ANNOTATION,
} from '@nats-portal/plugin-nats-common';
import { brokerEntityName, workerEntityName } from '../settings/entityNames';
import { Settings, WorkerSettings } from '../settings/Settings';
import { copyDocument } from '../yaml/copyDocument';
import { setIn, setOrDeleteIn, withoutComments } from '../yaml/edit';
import { isKind, requireDocument, valueIn, YamlFile } from '../yaml/YamlFile';
import { brokerEntityRef } from './entityRefs';

const KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** The account that holds the streams, as in nats/release.yaml. */
const ACCOUNT = 'APP';

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
  entity: { name: string; title: string; dependsOn: string },
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
    [NATS_ACCOUNT_ANNOTATION]: ACCOUNT,
    [KUBERNETES_ID]: entity.name,
  });
}

function editBroker(document: Document, settings: Settings): void {
  const { cluster, messaging, name } = settings;
  editEntity(document, settings, {
    name: brokerEntityName(settings),
    title: `${name} on ${cluster}`,
    dependsOn: `resource:default/${cluster}`,
  });
  const streams = messaging.streams.map(stream => stream.name);
  const list = (texts: string[]) => texts.join(',') || undefined;
  annotate(document, {
    [NATS_CONSUMERS_ANNOTATION]: list(streams.map(stream => `${stream}/*`)),
    [NATS_STREAMS_ANNOTATION]: list(streams),
  });
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
