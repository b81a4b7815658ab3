import { Document, isMap, isSeq } from 'yaml';
import { workerEntityName } from '../settings/entityNames';
import { Settings, WorkerSettings } from '../settings/Settings';
import { copyDocument } from '../yaml/copyDocument';
import {
  deleteIn,
  mapTextIn,
  mapTexts,
  setIn,
  uncommentIn,
} from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { isKind, YamlFile } from '../yaml/YamlFile';
import { clientUrl } from './addresses';
import { editWorkerAlerts, wantsAlerts } from './editAlerts';
import { editCertificate } from './editCertificate';
import { editTriggers } from './editTriggers';
import { inboxOf } from './editUsers';
import { KUBERNETES_ID } from './kubernetesKeys';
import { SkeletonNames, WorkerPattern } from './SkeletonNames';

const POD = ['spec', 'template', 'spec'];
const CONTAINER = [...POD, 'containers', 0];

function setEnv(document: Document, variables: Record<string, string>): void {
  const env = document.getIn([...CONTAINER, 'env'], true);
  if (!isSeq(env)) {
    return;
  }
  env.items.forEach((item, i) => {
    const name = isMap(item) ? String(item.get('name')) : '';
    if (Object.hasOwn(variables, name)) {
      setIn(document, [...CONTAINER, 'env', i, 'value'], variables[name]);
    }
  });
}

function editDeployment(
  document: Document,
  settings: Settings,
  worker: WorkerSettings,
): void {
  const id = workerEntityName(settings, worker.name);
  setIn(document, ['metadata', 'labels', KUBERNETES_ID], id);
  setIn(
    document,
    ['spec', 'template', 'metadata', 'labels', KUBERNETES_ID],
    id,
  );
  // KEDA decides; Flux would fight it.
  deleteIn(document, ['spec', 'replicas']);
  setIn(document, [...CONTAINER, 'image'], worker.image);
  if (worker.ownImage) {
    // They are the example's; an image of the team's own brings what it starts and as whom.
    deleteIn(document, [...CONTAINER, 'command']);
    deleteIn(document, [...CONTAINER, 'args']);
    deleteIn(document, [...POD, 'securityContext', 'runAsUser']);
    uncommentIn(document, [...CONTAINER, 'image']);
  }
  setEnv(document, {
    NATS_URL: clientUrl(settings),
    NATS_INBOX_PREFIX: inboxOf(worker.name),
    NATS_STREAM: worker.stream,
    NATS_CONSUMER: worker.consumer,
  });
  const resources = [...CONTAINER, 'resources'];
  setIn(document, [...resources, 'requests', 'cpu'], settings.worker.cpu);
  setIn(document, [...resources, 'requests', 'memory'], settings.worker.memory);
  setIn(document, [...resources, 'limits', 'memory'], settings.worker.memory);
}

function editScaledObject(
  document: Document,
  worker: WorkerSettings,
  { settings, names }: { settings: Settings; names: SkeletonNames },
): void {
  mapTextIn(document, ['metadata', 'labels', KUBERNETES_ID], () =>
    workerEntityName(settings, worker.name),
  );
  setIn(document, ['spec', 'minReplicaCount'], worker.minReplicaCount);
  setIn(document, ['spec', 'maxReplicaCount'], worker.maxReplicaCount);
  setIn(
    document,
    ['spec', 'fallback', 'replicas'],
    Math.max(1, worker.minReplicaCount),
  );
  editTriggers(document, worker, { settings, names });
}

/**
 * The file of one worker: a copy of the skeleton's example, with its name
 * wherever the example's stood.
 *
 * @param example - the example's file; it stays as it is
 */
export function workerFile(
  example: YamlFile,
  worker: WorkerSettings,
  {
    settings,
    names,
    pattern,
  }: { settings: Settings; names: SkeletonNames; pattern: WorkerPattern },
): YamlFile {
  const documents = example.documents
    .filter(
      document => !isKind(document, 'PrometheusRule') || wantsAlerts(settings),
    )
    .map(copyDocument);
  for (const document of documents) {
    mapTexts(document, text => renamed(text, pattern.name, worker.name));
    if (isKind(document, 'Certificate')) {
      editCertificate(document, settings, names.name);
    } else if (isKind(document, 'Deployment')) {
      editDeployment(document, settings, worker);
    } else if (isKind(document, 'ScaledObject')) {
      editScaledObject(document, worker, { settings, names });
    } else if (isKind(document, 'PrometheusRule')) {
      editWorkerAlerts(document, worker, { settings, names });
    }
  }
  return { path: `workers/${worker.name}.yaml`, documents };
}
