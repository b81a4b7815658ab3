const BYTES_PER_UNIT: Record<string, number> = {
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** As `parseQuantity` reads it. */
export const QUANTITY = /^(\d{1,9})([kMGT]i?|Ki)$/;
/** As `parseCpu` reads it. */
export const CPU = /^(\d{1,6})(m?)$/;

/**
 * Reads an amount of bytes such as `10Gi`. Of what Kubernetes takes, only whole
 * numbers with one of k M G T Ki Mi Gi Ti mean the same in the server's
 * configuration (nats-server 2.15.1, run): `1.5Gi` is a valid volume and a
 * server that does not start.
 *
 * @returns bytes, or `undefined` for anything else
 */
export function parseQuantity(text: string): number | undefined {
  const [, amount, unit] = QUANTITY.exec(text) ?? [];
  const factor = unit === undefined ? undefined : BYTES_PER_UNIT[unit];
  return factor === undefined ? undefined : Number(amount) * factor;
}

/**
 * Reads CPU such as `500m` or `2`.
 *
 * @returns thousandths of a core, or `undefined` for anything else
 */
export function parseCpu(text: string): number | undefined {
  const [match, amount, unit] = CPU.exec(text) ?? [];
  if (match === undefined) {
    return undefined;
  }
  return Number(amount) * (unit === 'm' ? 1 : 1000);
}
