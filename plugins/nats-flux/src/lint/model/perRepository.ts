import { Repository } from './Repository';

/**
 * Computes something of a repository once, however many rules ask: with ten
 * thousand objects, looking through all of them for each is what takes long.
 */
export function perRepository<T>(
  compute: (repository: Repository) => T,
): (repository: Repository) => T {
  const known = new WeakMap<Repository, { value: T }>();
  return repository => {
    const entry = known.get(repository) ?? { value: compute(repository) };
    known.set(repository, entry);
    return entry.value;
  };
}
