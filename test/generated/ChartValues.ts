/** JSON as the chart's `merge` takes it. */
export type Json =
  | string
  | number
  | boolean
  | null
  | Json[]
  | { [key: string]: Json };

/** A JSON object. */
export type JsonMap = { [key: string]: Json };

/** TLS of one protocol. */
export interface TlsValues {
  enabled: boolean;
  secretName?: string;
  dir: string;
  cert: string;
  key: string;
  merge: JsonMap;
}

/** One protocol that the server speaks. */
export interface ProtocolValues {
  enabled: boolean;
  port: number;
  tls: TlsValues;
  merge: JsonMap;
}

/** The chart's values as far as nats.conf and its mounts are made of them; sizes are quantities. */
export interface ChartValues {
  nameOverride?: string;
  fullnameOverride?: string;
  namespaceOverride?: string;
  statefulSet: { name?: string };
  headlessService: { name?: string };
  tlsCA: {
    enabled: boolean;
    configMapName?: string;
    secretName?: string;
    dir: string;
    key: string;
  };
  config: {
    serverNamePrefix: string;
    nats: { port: number; tls: TlsValues };
    leafnodes: ProtocolValues;
    websocket: ProtocolValues;
    mqtt: ProtocolValues;
    gateway: ProtocolValues;
    cluster: ProtocolValues & {
      replicas: number | string;
      noAdvertise: boolean;
      routeURLs: {
        user?: string;
        password?: string;
        useFQDN: boolean;
        k8sClusterDomain: string;
      };
    };
    monitor: { enabled: boolean; port: number; tls: { enabled: boolean } };
    profiling: { enabled: boolean; port: number };
    jetstream: {
      enabled: boolean;
      fileStore: {
        enabled: boolean;
        dir: string;
        maxSize?: string;
        pvc: { enabled: boolean; size: string };
      };
      memoryStore: { enabled: boolean; maxSize: string };
      merge: JsonMap;
    };
    resolver: { enabled: boolean; dir: string; merge: JsonMap };
    merge: JsonMap;
  };
  container: { env: Record<string, Json> };
  reloader: { enabled: boolean };
}

const tlsDefaults = (protocol: string) => ({
  enabled: false,
  dir: `/etc/nats-certs/${protocol}`,
  cert: 'tls.crt',
  key: 'tls.key',
  merge: {},
});

const protocolDefaults = (protocol: string, port: number) => ({
  enabled: false,
  port,
  tls: tlsDefaults(protocol),
  merge: {},
});

/** What values.yaml of chart 2.14.2 says of these values. */
const DEFAULTS: JsonMap = {
  statefulSet: {},
  headlessService: {},
  tlsCA: { enabled: false, dir: '/etc/nats-ca-cert', key: 'ca.crt' },
  config: {
    serverNamePrefix: '',
    nats: { port: 4222, tls: tlsDefaults('nats') },
    leafnodes: protocolDefaults('leafnodes', 7422),
    websocket: protocolDefaults('websocket', 8080),
    mqtt: protocolDefaults('mqtt', 1883),
    gateway: protocolDefaults('gateway', 7222),
    cluster: {
      ...protocolDefaults('cluster', 6222),
      replicas: 3,
      noAdvertise: true,
      routeURLs: { useFQDN: false, k8sClusterDomain: 'cluster.local' },
    },
    monitor: { enabled: true, port: 8222, tls: { enabled: false } },
    profiling: { enabled: false, port: 65432 },
    jetstream: {
      enabled: false,
      fileStore: {
        enabled: true,
        dir: '/data',
        pvc: { enabled: true, size: '10Gi' },
      },
      memoryStore: { enabled: false, maxSize: '1Gi' },
      merge: {},
    },
    resolver: { enabled: false, dir: '/data/resolver', merge: {} },
    merge: {},
  },
  container: { env: {} },
  reloader: { enabled: true },
};

function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Helm's way to lay one over the other: maps are merged, everything else is replaced. */
export function mergeOver(base: JsonMap, over: JsonMap): JsonMap {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const old = base[key];
    merged[key] = isMap(old) && isMap(value) ? mergeOver(old, value) : value;
  }
  return merged;
}

/** The values of a release over the chart's defaults. */
export function withChartDefaults(values: JsonMap): ChartValues {
  return mergeOver(DEFAULTS, values) as unknown as ChartValues;
}
