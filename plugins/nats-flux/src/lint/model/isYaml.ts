import { posix } from 'node:path';

/** Whether lint reads a file: by its ending, or as the list of a folder. */
export function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path) || posix.basename(path) === 'Kustomization';
}
