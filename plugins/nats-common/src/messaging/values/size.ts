/** Bytes per unit, as Kubernetes writes quantities. */
const BYTES_PER_UNIT: Record<string, bigint> = {
  '': 1n,
  k: 10n ** 3n,
  M: 10n ** 6n,
  G: 10n ** 9n,
  T: 10n ** 12n,
  P: 10n ** 15n,
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
  Ti: 2n ** 40n,
  Pi: 2n ** 50n,
};

const SIZE = /^(\d{1,16})(?:\.(\d{1,9}))?([kMGTP]|[KMGTP]i)?$/;

/**
 * Reads an amount of bytes such as `1048576`, `500M`, `10Gi` or `1.5Gi`.
 *
 * @returns bytes, or `undefined` where it is none, no whole number of bytes, or
 *   above what a number holds exactly
 * @public
 */
export function parseSize(text: string): number | undefined {
  const [match, whole, fraction = '', unit = ''] = SIZE.exec(text) ?? [];
  if (match === undefined) {
    return undefined;
  }
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * BYTES_PER_UNIT[unit];
  const bytes = Number(scaled / scale);
  return scaled % scale === 0n && Number.isSafeInteger(bytes)
    ? bytes
    : undefined;
}
