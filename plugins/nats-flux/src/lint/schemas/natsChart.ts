import {
  any,
  boolean,
  integer,
  list,
  map,
  object,
  JsonSchema,
  text,
} from './JsonSchema';

/** Every object of the chart can be changed by hand: `merge` is laid over it, `patch` is a JSON Patch. */
const extensible = { merge: map(any), patch: list(any) };

const named = { ...extensible, name: text };

const image = object({
  repository: text,
  tag: text,
  pullPolicy: text,
  registry: text,
  digest: text,
  fullImageName: text,
});

const tls = object({
  enabled: boolean,
  secretName: text,
  dir: text,
  cert: text,
  key: text,
  ...extensible,
});

const volume = object({
  enabled: boolean,
  // A plain number is bytes.
  size: any,
  storageClassName: text,
  ...named,
});

const listener = { enabled: boolean, port: integer, tls, ...extensible };

const ports = [
  'nats',
  'leafnodes',
  'websocket',
  'mqtt',
  'cluster',
  'gateway',
  'monitor',
  'profiling',
];

function forEachPort(shape: JsonSchema): JsonSchema {
  return object(Object.fromEntries(ports.map(port => [port, shape])));
}

const serviceAccount = object({ enabled: boolean, ...named });

const config = object({
  cluster: object({
    ...listener,
    replicas: integer,
    noAdvertise: boolean,
    routeURLs: object({
      user: text,
      password: text,
      useFQDN: boolean,
      k8sClusterDomain: text,
    }),
  }),
  jetstream: object({
    enabled: boolean,
    fileStore: object({
      enabled: boolean,
      dir: text,
      pvc: volume,
      maxSize: any,
    }),
    memoryStore: object({ enabled: boolean, maxSize: any }),
    ...extensible,
  }),
  nats: object({ port: integer, tls }),
  leafnodes: object(listener),
  websocket: object({
    ...listener,
    ingress: object({
      enabled: boolean,
      hosts: list(text),
      path: text,
      pathType: text,
      className: text,
      tlsSecretName: text,
      ...named,
    }),
  }),
  mqtt: object(listener),
  gateway: object(listener),
  monitor: object({
    enabled: boolean,
    port: integer,
    tls: object({ enabled: boolean }),
  }),
  profiling: object({ enabled: boolean, port: integer }),
  resolver: object({
    enabled: boolean,
    dir: text,
    pvc: volume,
    ...extensible,
  }),
  serverNamePrefix: text,
  ...extensible,
});

const credentials = object({
  contents: text,
  secretName: text,
  dir: text,
  key: text,
});

const natsBox = object({
  enabled: boolean,
  contexts: map(
    object({
      creds: credentials,
      nkey: credentials,
      tls: object({ secretName: text, dir: text, cert: text, key: text }),
      ...extensible,
    }),
  ),
  defaultContextName: text,
  container: object({
    image,
    env: map(any),
    // Not in the chart's own list of values, and right: the template reads it.
    resources: map(any),
    ...extensible,
  }),
  deployment: object(named),
  podTemplate: object(extensible),
  contextsSecret: object(named),
  contentsSecret: object(named),
  serviceAccount,
});

/**
 * The values that the chart's templates read. Left out on purpose are keys that
 * its list of values has and no template reads: `natsBox.container.image.resources`.
 */
export const natsChartValues: JsonSchema = object({
  global: object({
    image: object({
      pullPolicy: text,
      pullSecretNames: list(text),
      registry: text,
    }),
    labels: map(any),
  }),
  nameOverride: text,
  fullnameOverride: text,
  namespaceOverride: text,
  tlsCA: object({
    enabled: boolean,
    configMapName: text,
    secretName: text,
    dir: text,
    key: text,
  }),
  config,
  container: object({
    image,
    ports: forEachPort(map(any)),
    env: map(any),
    resources: map(any),
    ...extensible,
  }),
  reloader: object({
    enabled: boolean,
    image,
    env: map(any),
    natsVolumeMountPrefixes: list(text),
    ...extensible,
  }),
  promExporter: object({
    enabled: boolean,
    image,
    port: integer,
    monitorDomain: text,
    env: map(any),
    podMonitor: object({ enabled: boolean, ...named }),
    ...extensible,
  }),
  service: object({
    enabled: boolean,
    ports: forEachPort(map(any)),
    ...named,
  }),
  statefulSet: object(named),
  podTemplate: object({
    configChecksumAnnotation: boolean,
    // A list breaks the template; a rule of its own says so.
    topologySpreadConstraints: any,
    ...extensible,
  }),
  headlessService: object(named),
  configMap: object(named),
  podDisruptionBudget: object({ enabled: boolean, ...named }),
  serviceAccount,
  natsBox,
  extraResources: list(any),
});
