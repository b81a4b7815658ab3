import { RepositoryFile } from '../RepositoryFile';
import { readRepository } from './model/Repository';
import { RepositoryFinding } from './RepositoryFinding';
import { RepositoryRule } from './RepositoryRule';
import { fluxDeliveryRules } from './rules/fluxDelivery';
import { fluxFilesRules } from './rules/fluxFiles';
import { fluxOrderRules } from './rules/fluxOrder';
import { jetStreamRules } from './rules/jetstream';
import { kedaRules } from './rules/keda';
import { nackRules } from './rules/nack';
import { tlsRules } from './rules/tls';
import { valuesContainerRules } from './rules/valuesContainer';
import { valuesKeysRules } from './rules/valuesKeys';
import { valuesMergeRules } from './rules/valuesMerge';
import { valuesServersRules } from './rules/valuesServers';
import { valuesStoresRules } from './rules/valuesStores';

/**
 * How a repository is judged.
 *
 * @public
 */
export interface LintRepositoryOptions {
  /** Ids of rules whose findings are left out. */
  ignore?: readonly string[];
}

const rules: RepositoryRule[] = [
  ...fluxFilesRules,
  ...fluxDeliveryRules,
  ...fluxOrderRules,
  ...valuesKeysRules,
  ...valuesStoresRules,
  ...valuesContainerRules,
  ...valuesServersRules,
  ...valuesMergeRules,
  ...tlsRules,
  ...kedaRules,
  ...nackRules,
  ...jetStreamRules,
];

function compare(a: RepositoryFinding, b: RepositoryFinding): number {
  if (a.file !== b.file) {
    return a.file < b.file ? -1 : 1;
  }
  return a.line - b.line || a.column - b.column;
}

/**
 * Asks every rule about a Flux repository with NATS, generated or written by
 * hand. Nothing is thrown: what is no YAML is a finding, and one mistake hides
 * no other.
 *
 * @param files - text files by their path in the repository; others than YAML are looked at for being there only
 * @returns findings in the order of files and lines
 * @public
 */
export function lintRepository(
  files: ReadonlyMap<string, RepositoryFile>,
  options: LintRepositoryOptions = {},
): RepositoryFinding[] {
  const repository = readRepository(files);
  const ignored = new Set(options.ignore);
  return rules
    .flatMap(rule => [...rule(repository)])
    .filter(({ id }) => !ignored.has(id))
    .sort(compare);
}
