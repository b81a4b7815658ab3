import { Consequence, ValueChange } from './Consequence';
import { ObjectPair, RepositoryObject } from './repository/RepositoryObject';
import { isSame, valueAt } from './repository/tree';
import { objectName } from './text/objectName';
import { valueChange } from './text/valueChange';

/** A consequence for an object that has no rules of its own for names. */
export function objectConsequence(
  object: RepositoryObject,
  rest: Omit<Consequence, 'file' | 'object'>,
): Consequence {
  return { ...rest, file: object.file, object: objectName(object) };
}

/** What changed at paths into an object; a path may bring the default of what reads it. */
export function contentChanges(
  { before, after }: ObjectPair,
  paths: readonly { path: readonly string[]; otherwise?: unknown }[],
): ValueChange[] {
  return paths
    .map(({ path, otherwise }) => ({
      path,
      from: valueAt(before.content, path) ?? otherwise,
      to: valueAt(after.content, path) ?? otherwise,
    }))
    .filter(({ from, to }) => !isSame(from, to))
    .map(({ path, from, to }) => valueChange(path, from, to));
}
