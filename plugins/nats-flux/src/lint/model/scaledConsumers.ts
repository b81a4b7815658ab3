import { ScalingBounds } from '@nats-portal/plugin-nats-common';
import { listAt, numberAt, textAt, valueAt } from './data';
import { Manifest } from './Manifest';
import { perRepository } from './perRepository';
import { GROUPS, Repository } from './Repository';

/** What a ScaledObject makes of the backlog of one consumer. */
export interface ScaledConsumer {
  manifest: Manifest;
  /** `STREAM/consumer`. */
  consumer: string;
  bounds: ScalingBounds;
}

/** What KEDA takes where nothing is said (ScaledObject; scalers nats-jetstream and prometheus). */
const DEFAULTS = { min: 0, max: 100, lag: '10', activation: '0' };

const WHOLE = /^\d{1,15}$/;

/** The backlog that a trigger asks for, and its two numbers; nothing for other triggers, and for numbers that KEDA refuses. */
function backlogOf(trigger: unknown) {
  const metadata = valueAt(trigger, ['metadata']);
  const query = textAt(metadata, ['query']) ?? '';
  const matched = (label: string) =>
    new RegExp(`\\b${label}="([^"]+)"`).exec(query)?.[1];
  const asks = {
    'nats-jetstream': {
      stream: textAt(metadata, ['stream']),
      consumer: textAt(metadata, ['consumer']),
      lag: textAt(metadata, ['lagThreshold']) ?? DEFAULTS.lag,
      activation:
        textAt(metadata, ['activationLagThreshold']) ?? DEFAULTS.activation,
    },
    prometheus: {
      stream: matched('stream_name'),
      consumer: matched('consumer_name'),
      lag: textAt(metadata, ['threshold']) ?? '',
      activation:
        textAt(metadata, ['activationThreshold']) ?? DEFAULTS.activation,
    },
  };
  const type = textAt(trigger, ['type']);
  const { stream, consumer, lag, activation } =
    type === 'nats-jetstream' || type === 'prometheus'
      ? asks[type]
      : { ...asks.prometheus, stream: undefined };
  const isAverage =
    (textAt(trigger, ['metricType']) ?? 'AverageValue') === 'AverageValue';
  return stream && consumer && isAverage && WHOLE.test(lag + activation)
    ? {
        consumer: `${stream}/${consumer}`,
        lagThreshold: Number(lag),
        activationLagThreshold: Number(activation),
      }
    : undefined;
}

function scaledBy(manifest: Manifest): ScaledConsumer[] {
  const { data } = manifest;
  const backlogs = listAt(data, ['spec', 'triggers']).flatMap(
    trigger => backlogOf(trigger) ?? [],
  );
  const names = [...new Set(backlogs.map(({ consumer }) => consumer))];
  return names.map(consumer => {
    // Of several triggers the one that asks for more decides, and one that is active suffices.
    const own = backlogs.filter(backlog => backlog.consumer === consumer);
    return {
      manifest,
      consumer,
      bounds: {
        minReplicaCount:
          numberAt(data, ['spec', 'minReplicaCount']) ?? DEFAULTS.min,
        maxReplicaCount:
          numberAt(data, ['spec', 'maxReplicaCount']) ?? DEFAULTS.max,
        lagThreshold: Math.min(...own.map(each => each.lagThreshold)),
        activationLagThreshold: Math.min(
          ...own.map(each => each.activationLagThreshold),
        ),
      },
    };
  });
}

/** Consumers by whose backlog workers are scaled, be it asked of the servers or of Prometheus. */
export const scaledConsumers = perRepository(
  ({ of }: Repository): readonly ScaledConsumer[] =>
    of(GROUPS.keda, 'ScaledObject').flatMap(scaledBy),
);
