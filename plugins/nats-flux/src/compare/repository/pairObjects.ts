import { Paired, RepositoryObject } from './RepositoryObject';

/** What must be equal for two objects to be the same one. */
export type ObjectKey = (object: RepositoryObject) => string;

/** Joins the parts of a key so that no two lists of parts give one key. */
export function keyOf(...parts: string[]): string {
  return JSON.stringify(parts);
}

/**
 * Finds each object again in the other state.
 *
 * @param keys - from the strictest to the loosest; what one leaves over the next one tries
 */
export function pairObjects(
  before: readonly RepositoryObject[],
  after: readonly RepositoryObject[],
  keys: readonly ObjectKey[],
): Paired {
  let removed = [...before];
  let added = [...after];
  const pairs: Paired['pairs'] = [];
  for (const key of keys) {
    const waiting = new Map<string, RepositoryObject[]>();
    for (const object of added) {
      const same = waiting.get(key(object));
      if (same) {
        same.push(object);
      } else {
        waiting.set(key(object), [object]);
      }
    }
    const found = new Set<RepositoryObject>();
    removed = removed.filter(object => {
      const partner = waiting.get(key(object))?.shift();
      if (!partner) {
        return true;
      }
      found.add(partner);
      pairs.push({ before: object, after: partner });
      return false;
    });
    added = added.filter(object => !found.has(object));
  }
  return { pairs, removed, added };
}

/** Pairs objects by name; of several of one name, those in one file and namespace first. */
export function pairByName(
  before: readonly RepositoryObject[],
  after: readonly RepositoryObject[],
): Paired {
  return pairObjects(before, after, [
    ({ kind, file, namespace, name }) => keyOf(kind, file, namespace, name),
    ({ kind, file, name }) => keyOf(kind, file, name),
    ({ kind, namespace, name }) => keyOf(kind, namespace, name),
    ({ kind, name }) => keyOf(kind, name),
  ]);
}
