import { Consequence } from '../Consequence';
import { isSame } from '../repository/tree';
import { objectName } from '../text/objectName';
import { valueChange } from '../text/valueChange';
import { ReleasePair, valueOf, VALUES } from './Release';

/** Finds the consequences of one kind of change of a broker. */
export type ReleaseRule = (pair: ReleasePair) => Consequence[];

/** What changed at paths into the values, as reported; paths that did not change are left out. */
export function changesAt(
  { before, after }: ReleasePair,
  paths: readonly (readonly string[])[],
) {
  return paths
    .map(path => ({
      path,
      from: valueOf(before, path),
      to: valueOf(after, path),
    }))
    .filter(({ from, to }) => !isSame(from, to))
    .map(({ path, from, to }) => valueChange([...VALUES, ...path], from, to));
}

/** A consequence for a broker that is in both states. */
export function releaseConsequence(
  { after }: ReleasePair,
  rest: Omit<Consequence, 'file' | 'object'>,
): Consequence {
  return {
    ...rest,
    file: after.object.file,
    object: objectName(after.object),
  };
}

/** True for a change in one direction, from what is not so to what is. */
export function turns(
  { before, after }: ReleasePair,
  is: (release: ReleasePair['before']) => boolean,
): boolean {
  return !is(before) && is(after);
}
