import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { preProcessFile } from 'typescript';

const CODE = /\.(?:[cm]?js|tsx?)$/;
const TEST = /\.test\.tsx?$|__testUtils__|setupTests/;

function packageOf(specifier: string): string {
  const [scope, name] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

/**
 * Finds which packages the files of a folder import, in code and in types; tests do not count.
 * @returns names of packages, without node's own, in order
 */
export function importsOf(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && CODE.test(entry.name))
    .filter(({ parentPath, name }) => !TEST.test(join(parentPath, name)))
    .flatMap(({ parentPath, name }) => {
      const text = readFileSync(join(parentPath, name), 'utf8');
      return preProcessFile(text, true, true).importedFiles;
    })
    .map(({ fileName }) => fileName)
    .filter(name => !name.startsWith('.') && !isBuiltin(name))
    .map(packageOf);
  return [...new Set(found)].sort();
}
