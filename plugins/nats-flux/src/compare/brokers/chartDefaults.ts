import { Tree } from '../repository/tree';
import { isOlder } from '../versions';

/** From here on a chart's version is its server's. */
const SERVER_VERSIONS_SINCE = '2.12.1';

/** From here on a changed configuration no longer restarts pods by itself. */
const CHECKSUM_OFF_SINCE = '2.12.4';

const tls = (protocol: string) => ({
  enabled: false,
  dir: `/etc/nats-certs/${protocol}`,
  cert: 'tls.crt',
  key: 'tls.key',
});

const port = (number: number, protocol: string) => ({
  enabled: false,
  port: number,
  tls: tls(protocol),
});

const config: Tree = {
  cluster: {
    ...port(6222, 'cluster'),
    replicas: 3,
    noAdvertise: true,
    routeURLs: { useFQDN: false, k8sClusterDomain: 'cluster.local' },
  },
  jetstream: {
    enabled: false,
    fileStore: {
      enabled: true,
      dir: '/data',
      pvc: { enabled: true, size: '10Gi', storageClassName: '', name: '' },
    },
    memoryStore: { enabled: false, maxSize: '1Gi' },
  },
  nats: { port: 4222, tls: tls('nats') },
  leafnodes: port(7422, 'leafnodes'),
  websocket: { ...port(8080, 'websocket'), ingress: { enabled: false } },
  mqtt: port(1883, 'mqtt'),
  gateway: port(7222, 'gateway'),
  monitor: { enabled: true, port: 8222, tls: { enabled: false } },
  profiling: { enabled: false, port: 65432 },
  resolver: {
    enabled: false,
    dir: '/data/resolver',
    pvc: { enabled: true, size: '1Gi', storageClassName: '', name: '' },
  },
  serverNamePrefix: '',
};

const image = (repository: string, tag?: string) => ({
  repository,
  ...(tag && { tag }),
});

/**
 * What the chart does where the values say nothing, as far as it reaches the
 * servers (values.yaml of chart 2.14.2). What the tools beside them do is of no
 * consequence for messages, so it is not here.
 */
export function chartDefaults(chartVersion: string): Tree {
  return {
    tlsCA: { enabled: false, dir: '/etc/nats-ca-cert', key: 'ca.crt' },
    config,
    container: {
      image: image(
        'nats',
        isOlder(chartVersion, SERVER_VERSIONS_SINCE) || !chartVersion
          ? undefined
          : `${chartVersion}-alpine`,
      ),
    },
    reloader: {
      enabled: true,
      image: image('natsio/nats-server-config-reloader'),
      natsVolumeMountPrefixes: ['/etc/'],
    },
    promExporter: {
      enabled: false,
      image: image('natsio/prometheus-nats-exporter'),
      port: 7777,
      monitorDomain: 'localhost',
    },
    podTemplate: {
      configChecksumAnnotation: isOlder(chartVersion, CHECKSUM_OFF_SINCE),
    },
    serviceAccount: { enabled: false },
  };
}
