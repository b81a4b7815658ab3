import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { execFileSync } from 'node:child_process';

/** What is read of a package.json. */
export interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** @param folder - of a package */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The folder of a package as something in the clone sees it. */
function folderOf(name: string, from: string): string {
  const paths = createRequire(join(from, 'package.json')).resolve.paths(name);
  const found = (paths ?? [])
    .map(path => join(path, name))
    .find(path => existsSync(join(path, 'package.json')));
  if (!found) {
    throw new Error(`${name}, which ${from} needs, is not in the clone`);
  }
  return realpathSync(found);
}

function link(name: string, modules: string, from: string): void {
  const path = join(modules, name);
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(folderOf(name, from), path);
  }
}

/**
 * Does what `npm install` does, without its registry: archives are unpacked into
 * `node_modules`, and what a package.json names is linked to what the clone
 * installed from the registry. What no package.json names is not there.
 *
 * @param archives - what `npm pack` made
 * @param folder - of the project that they are installed into
 * @param others - further packages, and the folder in the clone that declares each
 */
export function installArchives(
  archives: readonly string[],
  folder: string,
  others: Record<string, string> = {},
): void {
  const modules = join(folder, 'node_modules');
  const installed = archives.map(archive => {
    const unpacked = join(folder, 'unpacked');
    mkdirSync(unpacked, { recursive: true });
    execFileSync('tar', ['-xzf', archive, '-C', unpacked]);
    const manifest = readManifest(join(unpacked, 'package'));
    cpSync(join(unpacked, 'package'), join(modules, manifest.name), {
      recursive: true,
    });
    rmSync(unpacked, { recursive: true });
    return manifest;
  });
  for (const { name, dependencies, peerDependencies } of installed) {
    const source = folderOf(name, __dirname);
    for (const needed of Object.keys({
      ...dependencies,
      ...peerDependencies,
    })) {
      link(needed, modules, source);
    }
  }
  for (const [needed, source] of Object.entries(others)) {
    link(needed, modules, source);
  }
}
