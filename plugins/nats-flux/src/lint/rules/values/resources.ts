import { isSetAt, KeyPath, valueAt } from '../../model/data';

/** Where the resources of a server may stand; the first wins. */
const RESOURCES: KeyPath[] = [
  ['container', 'merge', 'resources'],
  ['container', 'resources'],
];

/** A request or limit of the server's container. */
export function resourceAt(values: unknown, path: KeyPath): unknown {
  return RESOURCES.map(root => valueAt(values, [...root, ...path])).find(
    value => value !== undefined && value !== null,
  );
}

/** Where the resources of the server's container stand, or would. */
export function resourcesPath(values: unknown): KeyPath {
  return RESOURCES.find(path => isSetAt(values, path)) ?? ['container'];
}
