import { Finding } from './Finding';

/**
 * Lists findings for an error message or a log, one line each, in the order given.
 *
 * @public
 */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ path, line, column, message, id }) => {
      const position =
        line === undefined ? '' : `line ${line}, column ${column}`;
      const place = [position, path].filter(Boolean).join(', ');
      return place ? `- ${place}: ${message} (${id})` : `- ${message} (${id})`;
    })
    .join('\n');
}
