/**
 * Writes a path into an input as people write it in code:
 * `['streams', 0, 'name']` becomes `streams[0].name`.
 *
 * @public
 */
export function formatPath(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') {
      return `${text}[${part}]`;
    }
    return text === '' ? part : `${text}.${part}`;
  }, '');
}
