import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CommandRun } from '../CommandRun';

const ROOT = resolve(__dirname, '../..');
const SCOPE = '@nats-portal';

/** What a build reads of the root. */
const OF_THE_ROOT = ['backstage.json', 'package.json', 'tsconfig.json'];

/** What packages export, relative to their `src`. */
const ENTRY_POINTS = ['index.ts', 'legacy.tsx', 'testUtils/index.ts'];

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
      files: ['node_modules/@backstage/cli/asset-types/asset-types.d.ts'],
      include: ENTRY_POINTS.map(file => `plugins/*/src/${file}`),
      compilerOptions: { emitDeclarationOnly: true, incremental: false },
    }),
  );
  await run(
    join(ROOT, 'node_modules/.bin/tsc'),
    ['--project', 'tsconfig.build.json'],
    workspace,
  );
  await run(
    join(ROOT, 'node_modules/.bin/backstage-cli'),
    ['repo', 'build'],
    workspace,
  );
  const archives: string[] = [];
  for (const name of packages) {
    const archiveFolder = join(folder, 'archives', name);
    mkdirSync(archiveFolder, { recursive: true });
    await run(
      'npm',
      ['pack', '--pack-destination', archiveFolder],
      join(workspace, 'plugins', name),
    );
    archives.push(
      ...readdirSync(archiveFolder).map(file => join(archiveFolder, file)),
    );
  }
  return archives;
}
