import { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

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
