import { ThresholdShape } from './Threshold';

/** Milliseconds per unit, as jsm.go reads them: Go's own, and days to years of fixed length. */
const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  D: 86_400_000,
  w: 7 * 86_400_000,
  W: 7 * 86_400_000,
  M: 30 * 86_400_000,
  y: 365 * 86_400_000,
  Y: 365 * 86_400_000,
};

const SPAN = /^-?(?:\d{1,15}(?:\.\d{1,9})?(?:ns|us|µs|ms|[smhdDwWMyY]))+$/;
const PART = /(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhdDwWMyY])/g;
const COUNT = /^-?\d{1,15}(?:\.\d{1,9})?$/;

/** As Go reads a boolean; anything else is none. */
const FLAG = /^(?:(1|t|T|true|TRUE|True)|0|f|F|false|FALSE|False)$/;

/**
 * Reads a threshold as it stands in metadata, an annotation or app-config.
 *
 * @returns a count, milliseconds or 1 for a flag that is set, 0 for one that is switched off, `undefined` for what cannot be read
 */
export function parseThreshold(
  text: string,
  { unit }: ThresholdShape,
): number | undefined {
  const trimmed = text.trim();
  if (unit === 'flag') {
    const [isFlag, isSet] = FLAG.exec(trimmed) ?? [];
    return isFlag === undefined ? undefined : Number(isSet !== undefined);
  }
  if (COUNT.test(trimmed)) {
    const number = Math.max(0, Number(trimmed));
    // A number without a unit is no span, but for the one that switches off.
    return unit === 'count' || number === 0 ? number : undefined;
  }
  if (unit === 'count' || !SPAN.test(trimmed)) {
    return undefined;
  }
  let sum = 0;
  for (const [, amount, name] of trimmed.matchAll(PART)) {
    sum += Number(amount) * UNITS[name];
  }
  return trimmed.startsWith('-') ? 0 : sum;
}
