import { Finding, nestPath } from '@nats-portal/plugin-nats-common';
import { checkAccounts } from './checkAccounts';
import { checkChart } from './checkChart';
import { checkMonitoring } from './checkMonitoring';
import { checkNames } from './checkNames';
import { checkRequest, fullEntityRef } from './checkRequest';
import { checkStores, storesOf } from './checkStores';
import { checkTexts } from './checkTexts';
import { chooseValues } from './chooseValues';
import { distinctFindings } from './distinctFindings';
import { checkClusterBroker, namedBroker } from './clusterBroker';
import { brokerEntityName, DEFAULT_NAME } from './entityNames';
import { explainImage } from './explain';
import { error, errorIf } from './findings';
import { GenerateRequest } from './GenerateRequest';
import { formAccounts } from './formAccounts';
import { formSource } from './formSource';
import { PlatformDefaults } from './PlatformDefaults';
import { resolveMessaging } from './resolveMessaging';
import { PlacedWorker, resolveWorkers } from './resolveWorkers';
import { ProvisioningChoice, ProvisioningSetting, Settings } from './Settings';

/**
 * The settings, and what is wrong with the request.
 *
 * @public
 */
export interface ResolvedSettings {
  /** To be used only where no finding is an error. */
  settings: Settings;
  /** Errors and warnings; each path is that of a field of the request. */
  findings: Finding[];
}

/** Copies of a stream that names none: a majority outlives one loss, and more cost more than they save. */
const DEFAULT_REPLICAS = 3;

function* checkWorkers(workers: PlacedWorker[]): Iterable<Finding> {
  for (const { worker, path } of workers) {
    if (worker.ownImage) {
      yield* errorIf(
        'settings-image',
        `${path}.worker.image`,
        worker.image,
        explainImage(worker.image),
      );
    }
    if (worker.minReplicaCount > worker.maxReplicaCount) {
      yield error(
        'keda-bounds',
        `${path}.worker.minReplicaCount`,
        `minReplicaCount ${worker.minReplicaCount} is above maxReplicaCount ${worker.maxReplicaCount}, the default included`,
      );
    }
  }
}

/** settings-defaults: a cluster whose defaults cannot be used, so that what is blank would mean something else. */
function* checkDefaults(
  cluster: string,
  { mistakes = {} }: PlatformDefaults,
): Iterable<Finding> {
  if (Object.hasOwn(mistakes, cluster)) {
    yield error(
      'settings-defaults',
      'cluster',
      `the platform's defaults for it cannot be used:\n${mistakes[cluster].join(
        '\n',
      )}`,
    );
  }
}

function provisionerOf(
  choice: ProvisioningChoice,
  { brokerAnswers }: GenerateRequest,
): ProvisioningSetting {
  if (choice !== 'automatic') {
    return choice;
  }
  return brokerAnswers ? 'portal' : 'flux';
}

/**
 * Decides every value: the form over the cluster's defaults over the platform's.
 * Nothing is thrown, and one mistake hides no other.
 *
 * @public
 */
export function resolveSettings(
  request: GenerateRequest,
  defaults: PlatformDefaults,
): ResolvedSettings {
  const { cluster, owner, system, servers, storageSize, storageClass } =
    request;
  const { memory, cpu, memoryStoreSize, provisioning, layout } = request;
  const name = request.name || DEFAULT_NAME;
  const { values, worker, origins } = chooseValues(
    {
      servers,
      storageSize,
      storageClass,
      memory,
      cpu,
      memoryStoreSize,
      provisioning,
      layout,
      source: formSource(request),
      accounts: formAccounts(request),
    },
    cluster,
    defaults,
  );
  const replicas = Math.min(values.servers, DEFAULT_REPLICAS);
  const { messaging, findings } = resolveMessaging(
    request.messaging,
    values.accounts,
    { servers: values.servers, replicas, ...storesOf(values) },
  );
  const workers = resolveWorkers(messaging, values.accounts, worker);
  const monitoringHost = request.monitoringHost?.trim();
  const automatic = values.provisioning === 'automatic';
  const named = namedBroker(request, { cluster, name });
  const settings: Settings = {
    cluster,
    name,
    broker: named ?? brokerEntityName({ cluster, name }),
    owner: fullEntityRef(owner, 'group') ?? owner,
    ...(system
      ? { system: fullEntityRef(system, 'system') ?? system }
      : undefined),
    ...values,
    provisioning: provisionerOf(values.provisioning, request),
    ...(monitoringHost ? { monitoringHost } : undefined),
    worker,
    messaging,
    workers: workers.map(placed => placed.worker),
    origins: {
      cluster: 'form',
      name: request.name ? 'form' : 'skeleton',
      broker: named ? 'catalog' : 'skeleton',
      owner: 'form',
      ...(system ? { system: 'form' as const } : undefined),
      ...origins,
      ...(automatic ? { provisioning: 'broker' as const } : undefined),
      ...(monitoringHost ? { monitoringHost: 'form' as const } : undefined),
      messaging: 'form',
    },
  };
  const { messaging: _messaging, brokerNames: _names, ...fields } = request;
  return {
    settings,
    findings: distinctFindings([
      ...checkRequest(request, name),
      ...checkDefaults(cluster, defaults),
      ...checkTexts(fields, ''),
      ...findings.map(finding => ({
        ...finding,
        path: nestPath('messaging', finding.path),
      })),
      ...checkTexts(messaging, 'messaging'),
      ...checkWorkers(workers),
      ...checkNames(settings, workers),
      ...checkAccounts(settings),
      ...checkStores(settings),
      ...checkChart(settings),
      ...checkMonitoring(settings),
      ...checkClusterBroker(request, settings, values.provisioning),
    ]),
  };
}
