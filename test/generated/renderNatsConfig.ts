import {
  ChartValues,
  Json,
  JsonMap,
  mergeOver,
  ProtocolValues,
  TlsValues,
} from './ChartValues';

/** What Helm knows of a release. */
export interface ReleaseNames {
  releaseName: string;
  namespace: string;
}

/** The names that the chart makes (facts: chart 2.14.2, `nats.fullname` and the defaults made of it). */
export function chartNames(values: ChartValues, release: ReleaseNames) {
  const name = values.nameOverride ?? 'nats';
  const fullname =
    values.fullnameOverride ??
    (release.releaseName.includes(name)
      ? release.releaseName
      : `${release.releaseName}-${name}`);
  return {
    statefulSet: values.statefulSet.name ?? fullname,
    headlessService: values.headlessService.name ?? `${fullname}-headless`,
    namespace: values.namespaceOverride ?? release.namespace,
  };
}

function tlsBlock(tls: TlsValues, { tlsCA }: ChartValues): JsonMap {
  const inDir = (dir: string, file: string) =>
    `${dir.replace(/\/$/, '')}/${file}`;
  const hasAuthority =
    tlsCA.enabled && Boolean(tlsCA.configMapName ?? tlsCA.secretName);
  return mergeOver(
    {
      ...(tls.secretName && {
        cert_file: inDir(tls.dir, tls.cert),
        key_file: inDir(tls.dir, tls.key),
      }),
      ...(hasAuthority && { ca_file: inDir(tlsCA.dir, tlsCA.key) }),
    },
    tls.merge,
  );
}

function tlsOf(tls: TlsValues, values: ChartValues): JsonMap {
  return tls.enabled ? { tls: tlsBlock(tls, values) } : {};
}

function protocol(
  own: ProtocolValues,
  values: ChartValues,
  more: JsonMap = {},
): JsonMap {
  return mergeOver(
    { port: own.port, ...more, ...tlsOf(own.tls, values) },
    own.merge,
  );
}

function cluster(values: ChartValues, release: ReleaseNames): JsonMap {
  const own = values.config.cluster;
  const { statefulSet, headlessService, namespace } = chartNames(
    values,
    release,
  );
  const { user, password, useFQDN, k8sClusterDomain } = own.routeURLs;
  const domain = useFQDN
    ? `${headlessService}.${namespace}.svc.${k8sClusterDomain}`
    : headlessService;
  const scheme = own.tls.enabled ? 'tls' : 'nats';
  const login = user && password ? { user, password } : undefined;
  const before = login ? `${user}:${password}@` : '';
  return protocol(own, values, {
    name: statefulSet,
    no_advertise: own.noAdvertise,
    ...(login && { authorization: login }),
    routes: Array.from(
      { length: Number(own.replicas) },
      (_, i) =>
        `${scheme}://${before}${statefulSet}-${i}.${domain}:${own.port}`,
    ),
  });
}

function jetstream({ config }: ChartValues): JsonMap {
  const { fileStore, memoryStore, merge } = config.jetstream;
  const { maxSize, pvc } = fileStore;
  const fileSize = maxSize || (pvc.enabled ? pvc.size : undefined);
  return mergeOver(
    {
      max_memory_store: memoryStore.enabled
        ? `<< ${memoryStore.maxSize} >>`
        : 0,
      ...(fileStore.enabled
        ? {
            store_dir: fileStore.dir,
            ...(fileSize && { max_file_store: `<< ${fileSize} >>` }),
          }
        : { max_file_store: 0 }),
    },
    merge,
  );
}

function monitor({ config }: ChartValues): JsonMap {
  const { enabled, port, tls } = config.monitor;
  if (!enabled) {
    return {};
  }
  return tls.enabled ? { https_port: port } : { http_port: port };
}

/**
 * The document that becomes nats.conf, as the templates of chart 2.14.2 make it
 * of its values. There is no Helm in the tests, so this is what Helm would do,
 * but for `patch`, which nothing generated uses here.
 *
 * @throws Error where the values hold what is not rendered here
 */
export function renderNatsConfig(
  values: ChartValues,
  release: ReleaseNames,
): JsonMap {
  refuseUnrendered(values.config as unknown as Json, 'config');
  const { config } = values;
  const { leafnodes, websocket, mqtt, gateway, resolver } = config;
  const { statefulSet } = chartNames(values, release);
  return mergeOver(
    {
      server_name: '<< $SERVER_NAME >>',
      lame_duck_grace_period: '10s',
      lame_duck_duration: '30s',
      pid_file: values.reloader.enabled
        ? '/var/run/nats/nats.pid'
        : '/var/run/nats.pid',
      port: config.nats.port,
      ...tlsOf(config.nats.tls, values),
      ...(leafnodes.enabled && {
        leafnodes: protocol(leafnodes, values, { no_advertise: true }),
      }),
      ...(websocket.enabled && {
        websocket: protocol(websocket, values, {
          compression: true,
          ...(!websocket.tls.enabled && { no_tls: true }),
        }),
      }),
      ...(mqtt.enabled && { mqtt: protocol(mqtt, values) }),
      ...(config.cluster.enabled && { cluster: cluster(values, release) }),
      ...(gateway.enabled && {
        gateway: protocol(gateway, values, { name: statefulSet }),
      }),
      ...monitor(values),
      ...(config.profiling.enabled && { prof_port: config.profiling.port }),
      ...(config.jetstream.enabled && { jetstream: jetstream(values) }),
      ...(resolver.enabled && {
        resolver: mergeOver({ dir: resolver.dir }, resolver.merge),
      }),
    },
    config.merge,
  );
}

/** Says so rather than render something else than Helm would. */
function refuseUnrendered(value: Json, path: string): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const isPatch = key === 'patch' && Array.isArray(inner) && inner.length > 0;
    if (isPatch || /^\$tplYaml|\$include$/.test(key)) {
      throw new Error(`${path}.${key} is not rendered here`);
    }
    refuseUnrendered(inner, `${path}.${key}`);
  }
}

/** Writes the document as the chart does: JSON, with what stands in `<< >>` unquoted. */
export function formatNatsConfig(document: JsonMap): string {
  return JSON.stringify(document, undefined, 2).replace(
    /"<<\s+(.*)\s+>>"/g,
    '$1',
  );
}

/** What the server's container finds in its environment, by position of the pod. */
export function serverEnvironment(
  values: ChartValues,
  release: ReleaseNames,
  index: number,
): Record<string, string> {
  const pod = `${chartNames(values, release).statefulSet}-${index}`;
  const given = Object.entries(values.container.env).map(([name, value]) => {
    if (typeof value !== 'string') {
      throw new Error(`container.env.${name} is no text, which Helm refuses`);
    }
    return [name, value] as const;
  });
  return {
    ...Object.fromEntries(given),
    POD_NAME: pod,
    SERVER_NAME: `${values.config.serverNamePrefix}${pod}`,
  };
}

/** The Secrets that the server's pod mounts, by folder. */
export function secretMounts(values: ChartValues): Map<string, string> {
  const { config, tlsCA } = values;
  const { nats, leafnodes, websocket, mqtt, cluster: routes, gateway } = config;
  const others = [leafnodes, websocket, mqtt, routes, gateway];
  const blocks = [nats, ...others.filter(({ enabled }) => enabled)]
    .map(({ tls }) => tls)
    .filter(({ enabled }) => enabled);
  return new Map(
    [...blocks, tlsCA].flatMap(({ dir, secretName }) =>
      secretName ? [[dir, secretName] as const] : [],
    ),
  );
}
