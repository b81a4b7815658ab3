import { parseQuantity } from '../../settings/quantity';

/** Bytes of a size as values and resources hold it, `10Gi` or a number; `undefined` for anything else. */
export function byteSize(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value !== 'string'
    ? undefined
    : parseQuantity(value) ??
        (/^\d{1,15}$/.test(value) ? Number(value) : undefined);
}

/** True for sizes of the same bytes, however they are written. */
export function isSameSize(a: unknown, b: unknown): boolean {
  const bytes = byteSize(a);
  return bytes !== undefined && bytes === byteSize(b);
}
