import { quote } from '../words';
import { ScalingBounds } from './desiredReplicas';

/** What KEDA does where a ScaledObject says nothing (KEDA, ScaledObject and nats-jetstream scaler). */
const DEFAULTS: ScalingBounds = {
  minReplicaCount: 0,
  maxReplicaCount: 100,
  lagThreshold: 10,
  activationLagThreshold: 0,
};

/** The least that each may be. */
const LEAST: ScalingBounds = {
  minReplicaCount: 0,
  maxReplicaCount: 1,
  lagThreshold: 1,
  activationLagThreshold: 0,
};

const KEYS = Object.keys(DEFAULTS) as (keyof ScalingBounds)[];

/** How one consumer is scaled, or why that cannot be read. */
export type ScalingOfConsumer =
  | { consumer: string; bounds: ScalingBounds }
  | { problem: string };

function readSetting(text: string, bounds: ScalingBounds): string | undefined {
  const [, name, digits] = /^(\w+)=(\d{1,9})$/.exec(text) ?? [];
  const key = KEYS.find(known => known === name);
  if (!key) {
    return `${quote(text)} is none of ${KEYS.join(', ')} with a number`;
  }
  bounds[key] = Number(digits);
  return bounds[key] < LEAST[key]
    ? `${key} must be at least ${LEAST[key]}`
    : undefined;
}

/** Reads `STREAM/consumer maxReplicaCount=5 lagThreshold=10`; what is left out is as KEDA has it. */
export function readScaling(text: string): ScalingOfConsumer {
  const [consumer, ...settings] = text.trim().split(/\s+/);
  if (!/^[^/]+\/[^/*]+$/.test(consumer)) {
    return {
      problem: `${quote(text)} does not begin with STREAM/consumer`,
    };
  }
  const bounds = { ...DEFAULTS };
  const problem = settings
    .map(setting => readSetting(setting, bounds))
    .find(found => found !== undefined);
  if (problem) {
    return { problem: `${consumer}: ${problem}` };
  }
  return bounds.minReplicaCount > bounds.maxReplicaCount
    ? {
        problem: `${consumer}: minReplicaCount ${bounds.minReplicaCount} is above maxReplicaCount ${bounds.maxReplicaCount}`,
      }
    : { consumer, bounds };
}

/**
 * The value of the annotation `nats.io/scaling` for one consumer.
 *
 * @param consumer - `STREAM/consumer`
 * @public
 */
export function formatScaling(consumer: string, bounds: ScalingBounds): string {
  return [consumer, ...KEYS.map(key => `${key}=${bounds[key]}`)].join(' ');
}
