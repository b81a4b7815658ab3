// @ts-check
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const SUFFIXES = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];

/**
 * Looks for a program the way a shell does.
 *
 * @param {string} program - its name, without path and without `.exe`
 * @param {string} [path] - the folders to look in; those of `PATH` by default
 * @returns {string | undefined} the path of the first one that can be run
 */
export function findOnPath(program, path = process.env.PATH ?? '') {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    for (const suffix of SUFFIXES) {
      const candidate = join(folder, program + suffix);
      if (isExecutable(candidate)) {
        return candidate;
      }
    }
  }
  return undefined;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
