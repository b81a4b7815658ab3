import { InputError } from '@backstage/errors';
import { Document, isMap, isSeq } from 'yaml';
import { Settings, WorkerSettings } from '../settings/Settings';
import { setIn } from '../yaml/edit';
import { valueIn } from '../yaml/YamlFile';
import { monitoringEndpoint } from './addresses';
import { ofConsumer, replaceMatcher } from './promql';
import { SkeletonNames } from './SkeletonNames';

const TRIGGERS = ['spec', 'triggers'];

/** What KEDA asks the servers. */
function serverMetadata(
  settings: Settings,
  worker: WorkerSettings,
): Record<string, string> {
  return {
    natsServerMonitoringEndpoint: monitoringEndpoint(settings),
    useHttps: String(settings.monitoringTls),
    account: worker.account,
    stream: worker.stream,
    consumer: worker.consumer,
    lagThreshold: String(worker.lagThreshold),
    activationLagThreshold: String(worker.activationLagThreshold),
  };
}

/** What KEDA asks Prometheus. */
function prometheusMetadata(
  query: string,
  worker: WorkerSettings,
  { settings, names }: { settings: Settings; names: SkeletonNames },
): Record<string, string> {
  const { name, prometheus } = settings;
  return {
    ...(prometheus !== 'none' && prometheus.url
      ? { serverAddress: prometheus.url }
      : undefined),
    query: ofConsumer(
      replaceMatcher(query, 'namespace', { from: names.name, to: name }),
      worker,
    ),
    threshold: String(worker.lagThreshold),
    activationThreshold: String(worker.activationLagThreshold),
  };
}

/**
 * Keeps the trigger that the settings name of those two that ask for the
 * backlog, and makes it that of the worker. Other triggers are the platform team's.
 *
 * @throws InputError where the skeleton's ScaledObject has no such trigger
 */
export function editTriggers(
  document: Document,
  worker: WorkerSettings,
  { settings, names }: { settings: Settings; names: SkeletonNames },
): void {
  const { scaler } = settings;
  const other = scaler === 'prometheus' ? 'nats-jetstream' : 'prometheus';
  const triggers = document.getIn(TRIGGERS, true);
  if (isSeq(triggers)) {
    triggers.items = triggers.items.filter(
      trigger => !isMap(trigger) || trigger.get('type') !== other,
    );
  }
  const at = isSeq(triggers)
    ? triggers.items.findIndex(
        trigger => isMap(trigger) && trigger.get('type') === scaler,
      )
    : -1;
  if (at < 0) {
    throw new InputError(
      `The skeleton's ScaledObject has no trigger of the type ${scaler}`,
    );
  }
  const metadata = [...TRIGGERS, at, 'metadata'];
  const query = valueIn(document, [...metadata, 'query']);
  const texts =
    scaler === 'prometheus'
      ? prometheusMetadata(String(query ?? ''), worker, { settings, names })
      : serverMetadata(settings, worker);
  for (const [key, value] of Object.entries(texts)) {
    setIn(document, [...metadata, key], value);
  }
}
