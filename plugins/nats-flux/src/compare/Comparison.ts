import { Consequence } from './Consequence';
import { Repository } from './repository/readRepository';
import { RepositoryObject } from './repository/RepositoryObject';

/** Two states of a repository. */
export interface Comparison {
  before: Repository;
  after: Repository;
}

/** Finds the consequences of one kind of change. */
export type ComparisonRule = (comparison: Comparison) => Consequence[];

/** The objects of a kind in both states. */
export function objectsOfKind(
  { before, after }: Comparison,
  group: string,
  kinds: string | readonly string[],
): { before: RepositoryObject[]; after: RepositoryObject[] } {
  const fits = (object: RepositoryObject) =>
    object.group === group && [kinds].flat().includes(object.kind);
  return {
    before: before.objects.filter(fits),
    after: after.objects.filter(fits),
  };
}
