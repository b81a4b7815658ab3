import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RepositoryFiles } from '../RepositoryFile';

const FOLDER = resolve(__dirname, '../__golden__');
/** The cluster whose repository the options differ from. */
const BASE = 'minicloud';
const OPTIONS = 'options';

/** Names of all golden repositories, such as `local` and `options/one-server`. */
export function goldenRepositories(): string[] {
  const below = (folder: string) => readdirSync(join(FOLDER, folder)).sort();
  return [
    ...below('.').filter(name => name !== OPTIONS),
    ...below(OPTIONS).map(name => `${OPTIONS}/${name}`),
  ];
}

/** The files of a golden repository; what an option does not hold is the base's. */
export function goldenFiles(name: string): RepositoryFiles {
  const paths = readFileSync(join(FOLDER, name, 'files.txt'), 'utf8');
  return new Map(
    paths
      .trim()
      .split('\n')
      .map(path => {
        const own = join(FOLDER, name, path);
        const file = existsSync(own) ? own : join(FOLDER, BASE, path);
        return [path, { content: readFileSync(file, 'utf8') }];
      }),
  );
}
