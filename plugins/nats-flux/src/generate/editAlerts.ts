import {
  keyValueStream,
  objectStoreStream,
} from '@nats-portal/plugin-nats-common';
import { Document, isMap, isSeq } from 'yaml';
import { Settings, WorkerSettings } from '../settings/Settings';
import { mapTextIn, setIn } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { isKind, YamlFile } from '../yaml/YamlFile';
import { ofConsumer, replaceMatcher, setMatcher, setThreshold } from './promql';
import { SkeletonNames } from './SkeletonNames';

/** The alerts whose expressions follow from the settings, by their names. */
const SERVERS_MISSING = 'NatsServersMissing';
const NO_META_LEADER = 'NatsNoMetaLeader';
const ABANDONED = 'NatsWorkQueueAbandoned';
const BUCKET_FILLING = 'NatsBucketFilling';
const CONSUMER_LAG = 'NatsConsumerLag';

/** True where the cluster has somebody who reads PrometheusRules. */
export function wantsAlerts({ alerts, prometheus }: Settings): boolean {
  return alerts && prometheus !== 'none';
}

/** Changes each rule's expression, and drops the rules for which there is none. */
function editExpressions(
  document: Document,
  change: (alert: string, expr: string) => string | undefined,
): void {
  const groups = document.getIn(['spec', 'groups'], true);
  for (const group of isSeq(groups) ? groups.items : []) {
    const rules = isMap(group) ? group.get('rules', true) : undefined;
    if (!isSeq(rules)) {
      continue;
    }
    rules.items = rules.items.filter(rule => {
      const expr = isMap(rule) ? rule.get('expr', true) : undefined;
      if (!isMap(rule) || typeof rule.get('expr') !== 'string' || !expr) {
        return true;
      }
      const changed = change(
        String(rule.get('alert') ?? ''),
        String(rule.get('expr')),
      );
      // Set in place: a long expression keeps its lines.
      Object.assign(expr, { value: changed });
      return changed !== undefined;
    });
  }
}

/** Gives a PrometheusRule the labels that the cluster's Prometheus selects by. */
function editLabels(document: Document, { prometheus }: Settings): void {
  if (prometheus !== 'none') {
    setIn(document, ['metadata', 'labels'], prometheus.labels);
  }
}

/** The streams of the buckets that can be full. */
function boundedBuckets({
  messaging: { keyValues, objectStores },
}: Settings): string[] {
  const isBounded = ({ maxBytes = 0 }: { maxBytes?: number }) => maxBytes > 0;
  return [
    ...keyValues.filter(isBounded).map(({ bucket }) => keyValueStream(bucket)),
    ...objectStores
      .filter(isBounded)
      .map(({ bucket }) => objectStoreStream(bucket)),
  ];
}

/** The expression for these streams; nothing where there are none. */
function ofStreams(
  expr: string,
  streams: readonly string[],
): string | undefined {
  return streams.length > 0
    ? setMatcher(expr, 'stream_name', streams.join('|'))
    : undefined;
}

function inNamespace(
  expr: string,
  settings: Settings,
  names: SkeletonNames,
): string {
  return replaceMatcher(expr, 'namespace', {
    from: names.name,
    to: settings.name,
  });
}

/** Makes the broker's alerts what the settings ask for; without a Prometheus none remain. */
export function editAlerts(
  file: YamlFile,
  settings: Settings,
  names: SkeletonNames,
): void {
  if (!wantsAlerts(settings)) {
    file.documents = [];
    return;
  }
  const workQueues = settings.messaging.streams
    .filter(({ retention }) => retention === 'workqueue')
    .map(({ name }) => name);
  for (const document of file.documents) {
    if (!isKind(document, 'PrometheusRule')) {
      continue;
    }
    mapTextIn(document, ['metadata', 'name'], text =>
      renamed(text, names.name, settings.name),
    );
    editLabels(document, settings);
    editExpressions(document, (alert, text) => {
      const expr = inNamespace(text, settings, names);
      switch (alert) {
        case SERVERS_MISSING:
          return setThreshold(expr, settings.servers);
        case NO_META_LEADER:
          // A single server elects nobody.
          return settings.servers > 1 ? expr : undefined;
        case ABANDONED:
          return ofStreams(expr, workQueues);
        case BUCKET_FILLING:
          return ofStreams(expr, boundedBuckets(settings));
        default:
          return expr;
      }
    });
  }
}

/** Makes the alerts of one worker what the settings ask for. */
export function editWorkerAlerts(
  document: Document,
  worker: WorkerSettings,
  { settings, names }: { settings: Settings; names: SkeletonNames },
): void {
  editLabels(document, settings);
  editExpressions(document, (alert, text) => {
    const expr = ofConsumer(inNamespace(text, settings, names), worker);
    return alert === CONSUMER_LAG
      ? setThreshold(expr, worker.maxReplicaCount * worker.lagThreshold)
      : expr;
  });
}
