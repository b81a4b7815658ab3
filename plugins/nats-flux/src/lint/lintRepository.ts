import { RepositoryFile } from '../RepositoryFile';
import { readRepository } from './model/Repository';
import { RepositoryFinding } from './RepositoryFinding';
import { RepositoryRule } from './RepositoryRule';
import { catalogRules } from './rules/catalog/catalogRules';
import { fluxRules } from './rules/flux/fluxRules';
import { jetStreamRules } from './rules/jetstream/jetStreamRules';
import { kedaRules } from './rules/keda/kedaRules';
import { kubernetesRules } from './rules/kubernetes/kubernetesRules';
import { nackRules } from './rules/nack/nackRules';
import { tlsRules } from './rules/tls/tlsRules';
import { referenceRules } from './rules/reference/referenceRules';
import { valuesRules } from './rules/values/valuesRules';

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
  ...fluxRules,
  ...kubernetesRules,
  ...valuesRules,
  ...tlsRules,
  ...kedaRules,
  ...nackRules,
  ...jetStreamRules,
  ...referenceRules,
  ...catalogRules,
];

function compare(a: RepositoryFinding, b: RepositoryFinding): number {
  if (a.file !== b.file) {
    return a.file < b.file ? -1 : 1;
  }
  return a.line - b.line || a.column - b.column;
}

/**
 * What was looked at, and what is wrong with it.
 *
 * @public
 */
export interface RepositoryInspection {
  findings: RepositoryFinding[];
  /** Count of objects and patches in the files; none in a folder that is no repository of Flux. */
  objects: number;
}

/**
 * Does what {@link lintRepository} does, and says of how much.
 *
 * @public
 */
export function inspectRepository(
  files: ReadonlyMap<string, RepositoryFile>,
  options: LintRepositoryOptions = {},
): RepositoryInspection {
  const repository = readRepository(files);
  const ignored = new Set(options.ignore);
  return {
    findings: rules
      .flatMap(rule => [...rule(repository)])
      .filter(({ id }) => !ignored.has(id))
      .sort(compare),
    objects: repository.manifests.length + repository.patches.length,
  };
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
  options?: LintRepositoryOptions,
): RepositoryFinding[] {
  return inspectRepository(files, options).findings;
}
