import { formatDuration } from '@nats-portal/plugin-nats-common';

/** A size with its unit, e.g. 4.6 and `GiB`. */
export interface Size {
  value: number;
  unit: SizeUnit;
}

/** IEC units: what a disk is sold in differs from it by a tenth at a tebibyte. */
export type SizeUnit = 'B' | 'KiB' | 'MiB' | 'GiB' | 'TiB';

const SIZE_UNITS: SizeUnit[] = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Expresses bytes in the largest unit that gives at least one. */
export function toSize(bytes: number): Size {
  let value = Math.max(0, bytes);
  let index = 0;
  // 1023.95 would be shown as 1,024 of its unit.
  while (value >= 1023.95 && index < SIZE_UNITS.length - 1) {
    value /= 1024;
    index++;
  }
  return { value, unit: SIZE_UNITS[index] };
}

/** Writes numbers, durations and times in a language. */
export interface Formats {
  /** BCP 47. */
  locale: string;
  /** A count, e.g. `1,204`. */
  count(value: number): string;
  /** Thousandths of a CPU core as cores, e.g. `1.5`. */
  cores(millicores: number): string;
  /** The number of a rate, without its unit, e.g. `1,204`, `3.4` or `0.025`. */
  rateValue(value: number): string;
  /** The number of a size, without its unit. */
  sizeValue(value: number): string;
  /** Seconds as one or two units, e.g. `3 min 10 sec`. */
  duration(seconds: number): string;
  /** A count in few letters, e.g. `1.2K`, or a rate, e.g. `0.3`. */
  compact(value: number): string;
  /** An RFC 3339 time as a date with the time of day. */
  time(rfc3339: string): string;
  /** Milliseconds since 1970 as the time of day. */
  clock(at: number): string;
  /** Milliseconds since 1970 as the time of day, with the date where that is not today. */
  moment(at: number): string;
}

const known = new Map<string, Formats>();

/**
 * The formats of a language, given as a BCP 47 tag. They are made once: what
 * `Intl` makes is dear, and every cell of a table has need of it.
 */
export function formatsOf(locale: string): Formats {
  const formats = known.get(locale) ?? createFormats(locale);
  known.set(locale, formats);
  return formats;
}

function createFormats(locale: string): Formats {
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const twoDigits = new Intl.NumberFormat(locale, {
    maximumSignificantDigits: 2,
  });
  const time = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const compact = new Intl.NumberFormat(locale, {
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  return {
    locale,
    compact: value => compact.format(value),
    clock: at => clock.format(at),
    moment: at =>
      new Date(at).toDateString() === new Date().toDateString()
        ? timeOfDay.format(at)
        : time.format(at),
    cores: millicores => tenths.format(millicores / 1000),
    count: value => count.format(value),
    rateValue: value => (value < 10 ? twoDigits : count).format(value),
    sizeValue: value => (value < 100 ? tenths : count).format(value),
    duration: seconds => formatDuration(seconds, locale),
    time: rfc3339 => time.format(new Date(rfc3339)),
  };
}
