import { CONSUMER_THRESHOLDS } from './keys';
import { resolveThresholds } from './resolveThresholds';
import { Threshold, Thresholds } from './Threshold';

/** What is in force where nobody says anything. */
const DEFAULTS = resolveThresholds(CONSUMER_THRESHOLDS, {}).thresholds;

/** The threshold of a key; undefined where it is switched off. */
export function limitOf(
  thresholds: Thresholds = DEFAULTS,
  key: string,
): Threshold | undefined {
  return thresholds.get(key);
}

const ORIGINS: Record<Threshold['origin'], string> = {
  default: 'by default',
  policy: 'by the platform',
  metadata: 'by its metadata',
  entity: 'by the entity',
};

/** `by its metadata`: who set a threshold, for a sentence. */
export function setBy({ origin }: Threshold): string {
  return ORIGINS[origin];
}
