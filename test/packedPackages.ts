import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CommandRun } from './CommandRun';

const ROOT = resolve(__dirname, '..');
const SCOPE = '@nats-portal';

/** What a build reads of the root. */
const OF_THE_ROOT = ['backstage.json', 'package.json', 'tsconfig.json'];

/** What is no part of a package, or made anew. */
const NOT_COPIED = /\/(?:node_modules|dist|__golden__)$/;

async function run(command: string, args: string[], cwd: string) {
  const { code, output } = await new CommandRun(command, args, { cwd }).ended;
  if (code !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${code}:\n${output}`,
    );
  }
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

/** A copy of some packages that is built and packed without a trace in the clone; `npm pack` edits package.json while it runs. */
function copyWorkspace(packages: readonly string[], workspace: string): void {
  for (const name of OF_THE_ROOT) {
    cpSync(join(ROOT, name), join(workspace, name));
  }
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== SCOPE) {
      link(
        join(ROOT, 'node_modules', name),
        join(workspace, 'node_modules', name),
      );
    }
  }
  for (const name of packages) {
    const folder = join(workspace, 'plugins', name);
    cpSync(join(ROOT, 'plugins', name), folder, {
      recursive: true,
      filter: path => !NOT_COPIED.test(path),
    });
    const manifest = readJson(join(folder, 'package.json'));
    link(folder, join(workspace, 'node_modules', manifest.name));
  }
}

/**
 * Builds and packs packages as they are published: declarations, `build`, `npm pack`.
 *
 * @param packages - names of folders below `plugins`, a package before those that need it
 * @param folder - an empty folder
 * @returns the archives, in the order of the packages
 */
export async function packPackages(
  packages: readonly string[],
  folder: string,
): Promise<string[]> {
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace, { recursive: true });
  copyWorkspace(packages, workspace);
  writeFileSync(
    join(workspace, 'tsconfig.build.json'),
    JSON.stringify({
      extends: './tsconfig.json',
      include: ['plugins/*/src/index.ts'],
      compilerOptions: { emitDeclarationOnly: true, incremental: false },
    }),
  );
  await run(
    join(ROOT, 'node_modules/.bin/tsc'),
    ['--project', 'tsconfig.build.json'],
    workspace,
  );
  const archives: string[] = [];
  for (const name of packages) {
    const cwd = join(workspace, 'plugins', name);
    const archiveFolder = join(folder, 'archives', name);
    mkdirSync(archiveFolder, { recursive: true });
    await run('npm', ['run', 'build'], cwd);
    await run('npm', ['pack', '--pack-destination', archiveFolder], cwd);
    archives.push(
      ...readdirSync(archiveFolder).map(file => join(archiveFolder, file)),
    );
  }
  return archives;
}

/**
 * Puts archives into the `node_modules` of a folder, and beside them what their
 * package.json names, as it is in the clone: a package that is needed and not
 * named is not there. What npm does, without its registry.
 */
export async function unpackPackages(
  archives: readonly string[],
  folder: string,
): Promise<void> {
  const modules = join(folder, 'node_modules');
  const needed = new Set<string>();
  for (const archive of archives) {
    const unpacked = join(folder, 'unpacked');
    mkdirSync(unpacked, { recursive: true });
    await run('tar', ['-xzf', archive, '-C', unpacked], folder);
    const manifest = readJson(join(unpacked, 'package', 'package.json'));
    cpSync(join(unpacked, 'package'), join(modules, manifest.name), {
      recursive: true,
    });
    await run('rm', ['-r', unpacked], folder);
    Object.keys(manifest.dependencies).forEach(name => needed.add(name));
  }
  for (const name of needed) {
    const path = join(modules, name);
    if (!existsSync(path)) {
      link(join(ROOT, 'node_modules', name), path);
    }
  }
}
