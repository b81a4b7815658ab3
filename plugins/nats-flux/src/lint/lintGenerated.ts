import { Finding } from '@nats-portal/plugin-nats-common';
import { RepositoryFiles } from '../RepositoryFile';
import { lintRepository } from './lintRepository';
import { RepositoryFinding } from './RepositoryFinding';

/**
 * Checks what was generated, errors first.
 *
 * @param known - what the input was told already; warnings of the same rules are
 * not said again of the files
 * @public
 */
export function lintGenerated(
  files: RepositoryFiles,
  known: readonly Finding[],
): RepositoryFinding[] {
  const told = new Set(known.map(({ id }) => id));
  const findings = lintRepository(files).filter(
    ({ id, severity }) => severity === 'error' || !told.has(id),
  );
  return [
    ...findings.filter(({ severity }) => severity === 'error'),
    ...findings.filter(({ severity }) => severity !== 'error'),
  ];
}
