const UNITS = [
  { unit: 'day', size: 86_400 },
  { unit: 'hour', size: 3_600 },
  { unit: 'minute', size: 60 },
  { unit: 'second', size: 1 },
] as const;

/** So many of a unit of time. */
export interface DurationPart {
  unit: 'day' | 'hour' | 'minute' | 'second';
  /** A whole number. */
  value: number;
}

/** A unit is used from two of it: 90 s says more than 1 min. */
const LEAST_OF_UNIT = 2;
/** Below this many of a unit the next smaller one is said as well. */
const FEW_OF_UNIT = 10;

/** Splits seconds into one or two units that a person would say. */
export function toDurationParts(seconds: number): DurationPart[] {
  const whole = Math.max(0, Math.round(seconds));
  const index = UNITS.findIndex(
    ({ unit, size }) => unit === 'second' || whole >= LEAST_OF_UNIT * size,
  );
  const { unit, size } = UNITS[index];
  const smaller = UNITS[index + 1];
  const value = Math.floor(whole / size);
  if (!smaller || value >= FEW_OF_UNIT) {
    return [{ unit, value: smaller ? Math.round(whole / size) : value }];
  }
  const rest = Math.floor((whole % size) / smaller.size);
  return rest === 0
    ? [{ unit, value }]
    : [
        { unit, value },
        { unit: smaller.unit, value: rest },
      ];
}

/** Writes parts in a language, given as a BCP 47 tag. */
function createWriter(locale: string): (parts: DurationPart[]) => string {
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' });
  const inUnit = new Map(
    UNITS.map(({ unit }) => [
      unit,
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
      }),
    ]),
  );
  return parts =>
    list.format(
      parts.flatMap(({ unit, value }) => inUnit.get(unit)?.format(value) ?? []),
    );
}

/** What is made once for a language: what `Intl` makes is dear. */
interface Spoken {
  write(parts: DurationPart[]): string;
  /** What was written, by its parts: there are a few hundred of them in the sentences of a broker. */
  known: Map<string, string>;
}

const languages = new Map<string, Spoken>();

/** Past this many, which days by the thousand may come to, it begins anew. */
const MOST_KNOWN = 2_000;

/**
 * A time span in one or two units that a person would say, e.g. `90 sec`, `3 min 10 sec` or `9 days`.
 *
 * @param seconds - less than none is none
 * @param locale - a BCP 47 tag; the sentences of verdicts are in English
 * @public
 */
export function formatDuration(seconds: number, locale: string = 'en'): string {
  const spoken = languages.get(locale) ?? {
    write: createWriter(locale),
    known: new Map(),
  };
  languages.set(locale, spoken);
  const parts = toDurationParts(seconds);
  const key = parts.map(({ unit, value }) => `${value} ${unit}`).join(' ');
  // Writing takes longer than all else in a verdict.
  const known = spoken.known.get(key);
  if (known !== undefined) {
    return known;
  }
  if (spoken.known.size >= MOST_KNOWN) {
    spoken.known.clear();
  }
  const text = spoken.write(parts);
  spoken.known.set(key, text);
  return text;
}
