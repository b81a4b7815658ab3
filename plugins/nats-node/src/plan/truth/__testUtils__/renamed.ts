/** Streams and subjects of the tables. */
const NAMES = /^(S|s|t|ORIGIN|OTHER|origin)(?=$|\.)/;

/** What a test says, with a number after each name. */
export function renamed<T>(said: T, suffix: number): T {
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replace(NAMES, `$1${suffix}`);
    }
    if (Array.isArray(value)) {
      return value.map(rename);
    }
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([key, inner]) => [key, rename(inner)]),
        )
      : value;
  };
  return rename(said) as T;
}
