/** Nanoseconds per unit of a Go duration, and of the `d` and `w` people write. */
const NANOSECONDS_PER_UNIT: Record<string, number> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
  d: 24 * 3600e9,
  w: 7 * 24 * 3600e9,
};

/** The largest duration the server can hold: an int64 of nanoseconds. */
const MAX_NANOSECONDS = 2 ** 63 - 1;

const DURATION = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|μs|ms|s|m|h|d|w))+$/;
const PART = /(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h|d|w)/g;

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
  if (!DURATION.test(text)) {
    return undefined;
  }
  let nanoseconds = 0;
  for (const [, amount, unit] of text.matchAll(PART)) {
    nanoseconds += Number(amount) * NANOSECONDS_PER_UNIT[unit];
  }
  const whole = Math.round(nanoseconds);
  return whole <= MAX_NANOSECONDS ? whole : undefined;
}

/**
 * Writes nanoseconds as the shortest Go duration with units up to hours, which
 * is what NACK and the server's tools accept: `86400e9` becomes `24h`.
 *
 * @public
 */
export function formatGoDuration(nanoseconds: number): string {
  if (nanoseconds === 0) {
    return '0s';
  }
  const parts: string[] = [];
  let rest = nanoseconds;
  for (const unit of ['h', 'm', 's', 'ms', 'us', 'ns']) {
    const size = NANOSECONDS_PER_UNIT[unit];
    const count = Math.floor(rest / size);
    if (count > 0) {
      parts.push(`${count}${unit}`);
      rest -= count * size;
    }
  }
  return parts.join('');
}
