import { quote } from '../../words';
import { parseThreshold } from './parseThreshold';
import {
  Threshold,
  ThresholdOrigin,
  Thresholds,
  ThresholdShape,
} from './Threshold';

/** Keys of metadata begin with this (jsm.go, monitor package). */
const PREFIX = 'io.nats.monitor.';

/**
 * What somebody has set: values by key.
 *
 * @public
 */
export type ThresholdTexts = Readonly<Record<string, string>>;

/**
 * What the platform sets in app-config.
 *
 * @public
 */
export interface ThresholdPolicy {
  values: ThresholdTexts;
  /** Keys that nobody else may set. */
  enforced: readonly string[];
}

/**
 * Who sets what.
 *
 * @public
 */
export interface ThresholdSources {
  policy?: ThresholdPolicy;
  /** Keys with their prefix; others than thresholds are left alone. */
  metadata?: ThresholdTexts;
  entity?: ThresholdTexts;
}

/**
 * The thresholds in force, and what could not be read.
 *
 * @public
 */
export interface ResolvedThresholds {
  thresholds: Thresholds;
  /** A sentence each. */
  mistakes: string[];
}

function withoutPrefix(metadata: ThresholdTexts): ThresholdTexts {
  return Object.fromEntries(
    Object.entries(metadata)
      .filter(([key]) => key.startsWith(PREFIX))
      .map(([key, value]) => [key.slice(PREFIX.length), value]),
  );
}

/** What a value should be. */
const KINDS: Record<Threshold['unit'], string> = {
  count: 'number',
  ms: 'duration such as 5m or 2h',
  flag: 'true or false',
};

/** Keys of the operators that are no thresholds. */
const OTHERS = ['enabled'];

/**
 * Decides each threshold: the rule's default, the platform's policy, the metadata, the
 * entity's annotation; the most specific wins, unless the policy is enforced. A value of
 * 0 or below switches one off.
 *
 * @public
 */
export function resolveThresholds(
  shapes: Readonly<Record<string, ThresholdShape>>,
  { policy, metadata = {}, entity = {} }: ThresholdSources,
): ResolvedThresholds {
  const thresholds = new Map<string, Threshold>();
  const mistakes: string[] = [];
  for (const [key, { unit, byDefault }] of Object.entries(shapes)) {
    if (byDefault !== undefined) {
      thresholds.set(key, { key, value: byDefault, unit, origin: 'default' });
    }
  }
  const enforced = new Set(policy?.enforced);
  const own = withoutPrefix(metadata);
  const layers: [ThresholdOrigin, ThresholdTexts][] = [
    ['policy', policy?.values ?? {}],
    // Who switches the monitoring of one off means its thresholds (jsm.go).
    ['metadata', own.enabled === 'false' ? {} : own],
    ['entity', entity],
  ];
  for (const [origin, texts] of layers) {
    for (const [key, text] of Object.entries(texts)) {
      const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
      const value = shape && parseThreshold(text, shape);
      if (!shape) {
        if (origin !== 'metadata' || !OTHERS.includes(key)) {
          mistakes.push(
            `${quote(key)} is no threshold; there are ${Object.keys(
              shapes,
            ).join(', ')}`,
          );
        }
      } else if (value === undefined) {
        mistakes.push(`${key}: ${quote(text)} is no ${KINDS[shape.unit]}`);
      } else if (origin === 'policy' || !enforced.has(key)) {
        if (value === 0) {
          thresholds.delete(key);
        } else {
          thresholds.set(key, {
            key,
            value,
            unit: shape.unit,
            origin,
            ...(enforced.has(key) ? { enforced: true as const } : {}),
          });
        }
      }
    }
  }
  return { thresholds, mistakes };
}
