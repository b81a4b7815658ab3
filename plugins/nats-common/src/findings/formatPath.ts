/**
 * Keys and indices that lead to a place in an input.
 *
 * @public
 */
export type InputPath = readonly (string | number)[];

/** Parts that are written after a dot; everything else goes into brackets and quotes. */
const PLAIN = /^[\w$-]+$/;

/**
 * Writes a path into an input as people write it in code:
 * `['streams', 0, 'name']` becomes `streams[0].name`, and
 * `['metadata', 'a.b']` becomes `metadata["a.b"]`.
 *
 * @public
 */
export function formatPath(path: InputPath): string {
  return joinPath('', path);
}

/** Writes a path that goes on from one that is written. */
export function joinPath(start: string, path: InputPath): string {
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

const PART = /\.?([\w$-]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gy;

/** Reads what `formatPath` writes. */
export function parsePath(text: string): InputPath {
  return [...text.matchAll(PART)].map(([, plain, index, quoted]) =>
    index !== undefined ? Number(index) : plain ?? JSON.parse(quoted),
  );
}

/**
 * Puts a path below another one, as it is when an input is a part of a larger one.
 *
 * @public
 */
export function nestPath(outer: string, path: string): string {
  return path === '' || path.startsWith('[')
    ? `${outer}${path}`
    : `${outer}.${path}`;
}
