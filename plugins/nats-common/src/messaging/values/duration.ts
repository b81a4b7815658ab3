/** Nanoseconds per unit of a Go duration, and of the `d` and `w` people write. */
const NANOSECONDS_PER_UNIT: Record<string, bigint> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
};

/** The units of a Go duration, as NACK and the server's tools accept them. */
const GO_UNITS = ['h', 'm', 's', 'ms', 'us', 'ns'];

/** The server holds a duration in an int64 of nanoseconds, which ends here: about 292 years. */
const INT64_END = 2 ** 63;

/** No duration that a person means is longer than this text. */
const MAX_LENGTH = 100;

const DURATION = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|μs|ms|s|m|h|d|w))+$/;
const PART = /(\d+)(?:\.(\d+))?(ns|us|µs|μs|ms|s|m|h|d|w)/g;

/**
 * Reads a Go duration such as `30s`, `1h30m` or `250ms`; `d` (24 h) and `w` (7 d)
 * are understood as well.
 *
 * @returns nanoseconds, or `undefined` when nobody can tell what is meant (`7 days`, `30`, `-1s`)
 * @public
 */
export function parseDuration(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  if (text.length > MAX_LENGTH || !DURATION.test(text)) {
    return undefined;
  }
  // Whole numbers of any size: a double is exact for 104 days of nanoseconds only.
  let total = 0n;
  for (const [, whole, fraction = '', unit] of text.matchAll(PART)) {
    const size = NANOSECONDS_PER_UNIT[unit];
    total +=
      BigInt(whole) * size +
      (BigInt(fraction || 0) * size) / 10n ** BigInt(fraction.length);
  }
  const nanoseconds = Number(total);
  return nanoseconds < INT64_END ? nanoseconds : undefined;
}

/**
 * Writes nanoseconds as the shortest Go duration with units up to hours, which
 * is what NACK and the server's tools accept: `86400e9` becomes `24h`.
 *
 * @throws RangeError for a number that is not whole
 * @public
 */
export function formatGoDuration(nanoseconds: number): string {
  if (nanoseconds === 0) {
    return '0s';
  }
  if (nanoseconds < 0) {
    return `-${formatGoDuration(-nanoseconds)}`;
  }
  let rest = BigInt(nanoseconds);
  return GO_UNITS.map(unit => {
    const size = NANOSECONDS_PER_UNIT[unit];
    const count = rest / size;
    rest %= size;
    return count > 0n ? `${count}${unit}` : '';
  }).join('');
}
