import { Finding } from './Finding';

/**
 * Lists findings for an error message or a log, one line each, in the order given.
 *
 * @public
 */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ path, message, id }) =>
      path ? `- ${path}: ${message} (${id})` : `- ${message} (${id})`,
    )
    .join('\n');
}
