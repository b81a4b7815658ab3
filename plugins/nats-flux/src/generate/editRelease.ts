import { InputError } from '@backstage/errors';
import { Document, isMap } from 'yaml';
import { brokerEntityName } from '../settings/entityNames';
import { parseQuantity } from '../settings/quantity';
import { Settings } from '../settings/Settings';
import {
  deleteIn,
  deleteWithParents,
  mapTextIn,
  mapTextsIn,
  setIn,
  setOrDeleteIn,
} from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { editAccounts } from './editAccounts';
import { editKubernetesId } from './editKubernetesId';
import { INBOX_PREFIX } from './editUsers';
import { KUBERNETES_ID } from './kubernetesKeys';
import { LISTENERS, openListeners } from './listeners';
import { SkeletonNames } from './SkeletonNames';
import { releaseTimeout } from './timeouts';

/** Part of the memory limit at which Go collects garbage in earnest (README of the chart). */
const GOMEMLIMIT_RATIO = 0.8;

const MEBIBYTE = 2 ** 20;

const VALUES = ['spec', 'values'];
const CONFIG = [...VALUES, 'config'];
const EXPORTER = [...VALUES, 'promExporter'];

function goMemoryLimit(memory: string): string {
  const bytes = parseQuantity(memory);
  if (bytes === undefined) {
    throw new InputError(`"${memory}" is no amount of memory`);
  }
  // Go takes MiB where Kubernetes takes Mi.
  return `${Math.floor((bytes * GOMEMLIMIT_RATIO) / MEBIBYTE)}MiB`;
}

function editCluster(document: Document, settings: Settings): void {
  const cluster = [...CONFIG, 'cluster'];
  const spread = [...VALUES, 'podTemplate', 'topologySpreadConstraints'];
  if (settings.servers === 1) {
    // A cluster of one never finds a leader.
    setIn(document, [...cluster, 'enabled'], false);
    for (const key of ['replicas', 'routeURLs', 'tls']) {
      deleteIn(document, [...cluster, key]);
    }
    deleteIn(document, spread);
    return;
  }
  setIn(document, [...cluster, 'enabled'], true);
  setIn(document, [...cluster, 'replicas'], settings.servers);
  setIn(
    document,
    [...cluster, 'routeURLs', 'k8sClusterDomain'],
    settings.clusterDomain,
  );
  const byHost = [...spread, 'kubernetes.io/hostname'];
  const isStrict = settings.spread === 'strict';
  setIn(
    document,
    [...byHost, 'whenUnsatisfiable'],
    isStrict ? 'DoNotSchedule' : 'ScheduleAnyway',
  );
  // Kubernetes takes it with DoNotSchedule only; without it, one node takes all servers.
  setOrDeleteIn(
    document,
    [...byHost, 'minDomains'],
    isStrict ? settings.servers : undefined,
    ['maxSkew', 'minDomains', 'whenUnsatisfiable'],
  );
}

function editStores(document: Document, settings: Settings): void {
  const pvc = [...CONFIG, 'jetstream', 'fileStore', 'pvc'];
  setIn(document, [...pvc, 'size'], settings.storageSize);
  if (settings.storageClass) {
    setIn(document, [...pvc, 'storageClassName'], settings.storageClass);
  }
  if (settings.memoryStoreSize) {
    const store = [...CONFIG, 'jetstream', 'memoryStore'];
    setIn(document, [...store, 'enabled'], true);
    setIn(document, [...store, 'maxSize'], settings.memoryStoreSize);
  }
}

function editPod(document: Document, { cpu, memory, nonRoot }: Settings): void {
  setIn(
    document,
    [...VALUES, 'container', 'env', 'GOMEMLIMIT'],
    goMemoryLimit(memory),
  );
  for (const kind of ['requests', 'limits']) {
    const resources = [...VALUES, 'container', 'merge', 'resources', kind];
    setIn(document, [...resources, 'cpu'], cpu);
    setIn(document, [...resources, 'memory'], memory);
  }
  if (!nonRoot) {
    for (const key of [
      'runAsNonRoot',
      'runAsUser',
      'runAsGroup',
      'fsGroup',
      'fsGroupChangePolicy',
    ]) {
      deleteIn(document, [
        ...VALUES,
        'podTemplate',
        'merge',
        'spec',
        'securityContext',
        key,
      ]);
    }
  }
}

function editMonitoring(document: Document, settings: Settings): void {
  const { monitoringTls, prometheus } = settings;
  setIn(document, [...CONFIG, 'monitor', 'tls', 'enabled'], monitoringTls);
  if (prometheus === 'none') {
    for (const key of [
      'image',
      'monitorDomain',
      'env',
      'merge',
      'podMonitor',
    ]) {
      deleteIn(document, [...EXPORTER, key]);
    }
    setIn(document, [...EXPORTER, 'enabled'], false);
    return;
  }
  setIn(document, [...EXPORTER, 'enabled'], true);
  setIn(document, [...EXPORTER, 'podMonitor', 'enabled'], true);
  setIn(
    document,
    [...EXPORTER, 'podMonitor', 'merge', 'metadata', 'labels'],
    prometheus.labels,
  );
  if (!monitoringTls) {
    deleteIn(document, [...EXPORTER, 'env', 'SSL_CERT_FILE']);
    const env = document.getIn([...EXPORTER, 'env'], true);
    if (isMap(env) && env.items.length === 0) {
      deleteIn(document, [...EXPORTER, 'env']);
    }
    deleteIn(document, [...EXPORTER, 'monitorDomain']);
    deleteIn(document, [...EXPORTER, 'merge', 'volumeMounts']);
  }
}

/** Images of the chart; another version of it has others. */
const IMAGES = [
  ['container'],
  ['reloader'],
  ['promExporter'],
  ['natsBox', 'container'],
];

function editImages(
  document: Document,
  { chartVersion, imageRegistry }: Settings,
): void {
  const version = ['spec', 'chart', 'spec', 'version'];
  if (chartVersion && chartVersion !== document.getIn(version)) {
    for (const container of IMAGES) {
      deleteWithParents(document, [...VALUES, ...container, 'image', 'tag']);
    }
  }
  if (chartVersion) {
    setIn(document, version, chartVersion);
  }
  if (imageRegistry) {
    setIn(document, [...VALUES, 'global', 'image', 'registry'], imageRegistry);
  }
}

function editListeners(document: Document, settings: Settings): void {
  const open = openListeners(settings);
  for (const listener of LISTENERS) {
    if (!open.has(listener)) {
      deleteIn(document, [...CONFIG, listener]);
    }
  }
  if (open.has('gateway')) {
    setIn(document, [...CONFIG, 'gateway', 'merge', 'name'], settings.name);
  } else {
    deleteWithParents(document, [...VALUES, 'service', 'ports', 'gateway']);
  }
}

function rename(
  document: Document,
  { name }: Settings,
  { name: from }: SkeletonNames,
): void {
  const change = (text: string) => renamed(text, from, name);
  mapTextIn(document, ['metadata', 'name'], change);
  mapTextIn(document, ['spec', 'releaseName'], change);
  mapTextIn(document, [...VALUES, 'fullnameOverride'], change);
  mapTextIn(document, [...VALUES, 'tlsCA', 'secretName'], change);
  for (const protocol of ['nats', 'cluster', ...LISTENERS]) {
    mapTextIn(document, [...CONFIG, protocol, 'tls', 'secretName'], change);
  }
  mapTextsIn(document, [...VALUES, 'natsBox', 'contexts'], text =>
    text.startsWith(INBOX_PREFIX)
      ? INBOX_PREFIX + change(text.slice(INBOX_PREFIX.length))
      : change(text),
  );
}

/** Makes the Helm release what the settings ask for. */
export function editRelease(
  document: Document,
  settings: Settings,
  names: SkeletonNames,
): void {
  rename(document, settings, names);
  setIn(document, ['spec', 'timeout'], releaseTimeout(settings));
  editImages(document, settings);
  setIn(
    document,
    [...VALUES, 'global', 'labels', KUBERNETES_ID],
    brokerEntityName(settings),
  );
  editKubernetesId(document, settings);
  editCluster(document, settings);
  editStores(document, settings);
  editPod(document, settings);
  editMonitoring(document, settings);
  editListeners(document, settings);
  editAccounts(document, settings, names);
}
