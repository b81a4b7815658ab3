import { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  CONSUMER_THRESHOLDS,
  resolveThresholds,
  STREAM_THRESHOLDS,
  ThresholdPolicy,
} from '@nats-portal/plugin-nats-common';
import { ThresholdPolicies } from './sampling/ThresholdBook';

/** The default of peers is 10 to 30 s; 15 s gives a verdict after five samples. */
const DEFAULT_INTERVAL_MS = 15_000;
/** Below this the servers are busier answering than the answer is worth. */
const MIN_INTERVAL_MS = 1_000;

/** How often brokers are sampled. */
export interface SamplingConfig {
  /** Milliseconds between two samples of one broker. */
  intervalMs: number;
}

/**
 * Reads `nats.sampling`.
 *
 * @throws InputError for an interval that cannot be read or is under a second
 */
export function readSamplingConfig(config: RootConfigService): SamplingConfig {
  const key = 'nats.sampling.interval';
  if (!config.has(key)) {
    return { intervalMs: DEFAULT_INTERVAL_MS };
  }
  const intervalMs = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (intervalMs < MIN_INTERVAL_MS) {
    throw new InputError(`${key} is ${intervalMs} ms; it must be at least 1 s`);
  }
  return { intervalMs };
}

/** Reads `nats.notifications.enabled`: whether owners are told of errors; true by default. */
export function readNotificationsEnabled(config: RootConfigService): boolean {
  return config.getOptionalBoolean('nats.notifications.enabled') ?? true;
}

const KINDS = {
  consumers: CONSUMER_THRESHOLDS,
  streams: STREAM_THRESHOLDS,
} as const;

/**
 * Reads `nats.thresholds`.
 *
 * @throws InputError listing every key and value that cannot be read
 */
export function readThresholdPolicies(
  config: RootConfigService,
): ThresholdPolicies {
  const key = 'nats.thresholds';
  const mistakes: string[] = [];
  const read = (kind: keyof typeof KINDS): ThresholdPolicy => {
    const given = config.getOptional<Record<string, unknown>>(`${key}.${kind}`);
    const enforced =
      config.getOptionalStringArray(`${key}.enforced.${kind}`) ?? [];
    const values = Object.fromEntries(
      Object.entries(given ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const policy = { values, enforced };
    mistakes.push(
      ...resolveThresholds(KINDS[kind], { policy }).mistakes.map(
        mistake => `${key}.${kind}: ${mistake}`,
      ),
      // What is enforced without a value would forbid all others one.
      ...enforced
        .filter(name => !Object.hasOwn(values, name))
        .map(name => `${key}.enforced.${kind}: ${name} has no value`),
    );
    return policy;
  };
  const policies = { consumers: read('consumers'), streams: read('streams') };
  if (mistakes.length > 0) {
    throw new InputError(mistakes.join('\n'));
  }
  return policies;
}
