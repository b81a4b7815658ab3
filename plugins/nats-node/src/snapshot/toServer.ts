import {
  JetStreamSnapshot,
  ServerSnapshot,
} from '@nats-portal/plugin-nats-common';
import { limitOf, timeOf } from './numbers';
import {
  HealthzData,
  JszData,
  ServerInfo,
  ServerReply,
  VarzData,
} from './serverReplies';
import { toReplicas } from './toReplicas';

/** Leaves out what is not known. */
function known<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

/** The name of a server in messages and as a leader. */
export function nameOf(server: ServerInfo | undefined): string {
  return server?.name ?? server?.id ?? 'a server without a name';
}

function toJetStream(data: JszData): JetStreamSnapshot | undefined {
  if (data.disabled) {
    return undefined;
  }
  const meta = data.meta_cluster;
  return {
    storageUsed: data.storage ?? 0,
    // Unlimited reservations reserve nothing that could be counted.
    storageReserved: limitOf(data.reserved_storage) ?? 0,
    memoryUsed: data.memory ?? 0,
    memoryReserved: limitOf(data.reserved_memory) ?? 0,
    ...known({
      storageLimit: limitOf(data.config?.max_storage),
      memoryLimit: limitOf(data.config?.max_memory),
      apiRequests: data.api?.total,
      apiErrors: data.api?.errors,
      apiInflight: data.api?.inflight,
      apiLevel: data.api?.level,
      replicatedAssets: data.ha_assets,
      metaReplicas: toReplicas(meta),
      metaPending: meta?.pending,
    }),
    ...(meta
      ? { metaLeader: meta.leader ?? '', clusterSize: meta.cluster_size ?? 0 }
      : {}),
  };
}

/** The first of the certificates to expire; Go writes none as the year 1. */
function certificateExpiry(data: VarzData | undefined): number | undefined {
  const times = [
    data,
    data?.cluster,
    data?.gateway,
    data?.leaf,
    data?.mqtt,
    data?.websocket,
  ]
    .map(part => timeOf(part?.tls_cert_not_after))
    .filter(time => time !== undefined);
  return times.length > 0 ? Math.min(...times) : undefined;
}

function healthOf(data: HealthzData | undefined): string | undefined {
  return data?.error || data?.status;
}

/** A server by its answer to VARZ and, where there are, those to JSZ and HEALTHZ. */
export function toServer(
  { server, data }: ServerReply<VarzData>,
  others: { jsz?: JszData; healthz?: HealthzData },
  now: number,
): ServerSnapshot {
  const clock = timeOf(data?.now) ?? timeOf(server?.time);
  const at = clock ?? now;
  const jetstream = others.jsz && toJetStream(others.jsz);
  return {
    id: server?.id ?? data?.server_id ?? '',
    name: nameOf(server),
    version: data?.version ?? server?.ver ?? '',
    at,
    startedAt: timeOf(data?.start) ?? at,
    connections: data?.connections ?? 0,
    memory: data?.mem ?? 0,
    slowConsumers: data?.slow_consumers ?? 0,
    ...known({
      cluster: server?.cluster ?? data?.cluster?.name,
      clockOffset: clock === undefined ? undefined : now - clock,
      stalledClients: data?.stalled_clients,
      configLoadedAt: timeOf(data?.config_load_time),
      configDigest: data?.config_digest,
      certificateExpiresAt: certificateExpiry(data),
      health: healthOf(others.healthz),
      jetstream,
    }),
  };
}
