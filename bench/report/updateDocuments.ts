import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Result } from '../harness/Result';
import { benchmarksDocument, numbersTable } from './describeResults';

const BEGIN = '<!-- numbers: written by npm run bench -->';
const END = '<!-- end of numbers -->';

/** Reads what was measured last of each benchmark. */
export async function readResults(folder: string): Promise<Result[]> {
  const names = await readdir(folder);
  return Promise.all(
    names
      .filter(name => name.endsWith('.json'))
      .map(async name =>
        JSON.parse(await readFile(join(folder, name), 'utf8')),
      ),
  );
}

/**
 * A README with the table of numbers in place of the one it has.
 *
 * @throws Error where there is no place for it
 */
export function withNumbers(readme: string, results: Result[]): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`The README has no "${BEGIN}" with "${END}" after it`);
  }
  return `${readme.slice(0, begin)}${BEGIN}\n\n${numbersTable(
    results,
  )}\n\n${readme.slice(end)}`;
}

/** Writes the README's table of numbers and `docs/benchmarks.md`. */
export async function updateDocuments(
  root: string,
  results: Result[],
): Promise<void> {
  const readme = join(root, 'README.md');
  const text = await readFile(readme, 'utf8');
  await writeFile(readme, withNumbers(text, results));
  await writeFile(
    join(root, 'docs/benchmarks.md'),
    benchmarksDocument(results),
  );
}
