import { BrokerDefaults, PlatformDefaults } from './PlatformDefaults';
import { FluxSourceSetting, SettingOrigin, WorkerDefaults } from './Settings';

type Values = Omit<BrokerDefaults, 'worker'>;

/** What the layers say together, and where each value came from. */
export interface ChosenValues {
  values: Omit<PlatformDefaults['platform'], 'worker'>;
  worker: WorkerDefaults;
  origins: Record<string, SettingOrigin>;
}

interface Layer<T> {
  origin: SettingOrigin;
  values: T | undefined;
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '')
  );
}

/** The strongest layer that says something wins, value by value. */
function merge<T extends object>(
  layers: Layer<Partial<T>>[],
  prefix: string,
): { values: Partial<T>; origins: [string, SettingOrigin][] } {
  const values: Partial<T> = {};
  const origins: [string, SettingOrigin][] = [];
  const keys = [
    ...new Set(layers.flatMap(layer => Object.keys(layer.values ?? {}))),
  ] as (keyof T & string)[];
  for (const key of keys) {
    const layer = layers.find(candidate => !isBlank(candidate.values?.[key]));
    if (layer?.values) {
      values[key] = layer.values[key];
      origins.push([`${prefix}${key}`, layer.origin]);
    }
  }
  return { values, origins };
}

/** Settings that nobody need set: what the skeleton holds then stays. */
const LEFT_TO_SKELETON = [
  'storageClass',
  'memoryStoreSize',
  'chartVersion',
  'imageRegistry',
  'certificates',
  'source',
];

/** The source of a repository that `flux bootstrap` made, in the namespace of the Flux Kustomizations. */
const BOOTSTRAP_SOURCE: FluxSourceSetting = {
  kind: 'GitRepository',
  name: 'flux-system',
};

/**
 * Puts the form over the cluster's defaults over the platform's. A blank field says nothing.
 */
export function chooseValues(
  form: Values,
  cluster: string,
  defaults: PlatformDefaults,
): ChosenValues {
  // An own property only: a cluster may be called "constructor".
  const ofCluster = Object.hasOwn(defaults.clusters, cluster)
    ? defaults.clusters[cluster]
    : {};
  const { worker: clusterWorker, ...clusterValues } = ofCluster;
  const { worker: platformWorker, ...platformValues } = defaults.platform;
  const layers: Layer<Values>[] = [
    { origin: 'form', values: form },
    { origin: 'cluster default', values: clusterValues },
    { origin: 'platform default', values: platformValues },
  ];
  const chosen = merge<Values>(layers, '');
  // A fleet repository has a source already; silence about it means the usual one.
  const broker =
    chosen.values.layout === 'fleet'
      ? merge<Values>(
          [
            ...layers,
            {
              origin: 'platform default',
              values: { source: BOOTSTRAP_SOURCE },
            },
          ],
          '',
        )
      : chosen;
  const worker = merge<WorkerDefaults>(
    [
      { origin: 'cluster default', values: clusterWorker },
      { origin: 'platform default', values: platformWorker },
    ],
    'worker.',
  );
  return {
    values: { ...platformValues, ...broker.values },
    worker: { ...platformWorker, ...worker.values },
    origins: Object.fromEntries([
      ...LEFT_TO_SKELETON.map(key => [key, 'skeleton'] as const),
      ...broker.origins,
      ...worker.origins,
    ]),
  };
}
