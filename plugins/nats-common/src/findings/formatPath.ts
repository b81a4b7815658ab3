/** Parts that are written after a dot; everything else goes into brackets and quotes. */
const PLAIN = /^[\w$-]+$/;

/**
 * Writes a path into an input as people write it in code:
 * `['streams', 0, 'name']` becomes `streams[0].name`, and
 * `['metadata', 'a.b']` becomes `metadata["a.b"]`.
 *
 * @public
 */
export function formatPath(path: readonly (string | number)[]): string {
  return joinPath('', path);
}

/** Writes a path that goes on from one that is written. */
export function joinPath(
  start: string,
  path: readonly (string | number)[],
): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') {
      return `${text}[${part}]`;
    }
    if (!PLAIN.test(part)) {
      return `${text}[${JSON.stringify(part)}]`;
    }
    return text === '' ? part : `${text}.${part}`;
  }, start);
}
