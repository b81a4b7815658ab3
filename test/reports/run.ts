import { spawnSync } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { linesNotIn, sameWords } from './sameWords';

/*
 * Compares the reports of what packages export with the declarations that `npm run
 * check:types` has written; with --write it writes those that say something else.
 */

const ROOT = resolve(__dirname, '../..');
const REPORT = /^(?:report(?:-\w+)?\.api|cli-report)\.md$/;

/** As Backstage's own repository has it: members need no comment each, and workspaces import sources. */
const OPTIONS = [
  ...['--include', 'plugins/*', '--validate-release-tags'],
  ...['--omit-messages', 'ae-undocumented,ae-wrong-input-file-type'],
];

/** The reports there are, by path from the root. */
function readReports(): Map<string, string> {
  const paths = readdirSync(join(ROOT, 'plugins')).flatMap(name =>
    readdirSync(join(ROOT, 'plugins', name))
      .filter(file => REPORT.test(file))
      .map(file => join('plugins', name, file)),
  );
  return new Map(
    paths.map(path => [path, readFileSync(join(ROOT, path), 'utf8')]),
  );
}

/** @returns the exit code: 1 where a report is not what it should be */
function main(writes: boolean): number {
  const before = readReports();
  const { status, stdout, stderr } = spawnSync(
    join(ROOT, 'node_modules/.bin/backstage-repo-tools'),
    ['api-reports', ...OPTIONS],
    { cwd: ROOT, encoding: 'utf8' },
  );
  const after = readReports();
  const changed: string[] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(path) ?? '', after.get(path) ?? ''];
    const isSame = sameWords(old, now);
    if (!isSame) {
      changed.push(path);
      console.log(
        [
          path,
          ...linesNotIn(old, now).map(line => `- ${line}`),
          ...linesNotIn(now, old).map(line => `+ ${line}`),
        ].join('\n'),
      );
    }
    const file = join(ROOT, path);
    if ((isSame || !writes) && before.has(path)) {
      writeFileSync(file, old);
    } else if (!writes && existsSync(file)) {
      rmSync(file);
    }
  }
  if (status !== 0) {
    console.log(`${stdout}${stderr}`);
    return 1;
  }
  if (changed.length > 0 && !writes) {
    console.log('What packages export has changed: npm run api writes it down');
    return 1;
  }
  return 0;
}

process.exitCode = main(process.argv.includes('--write'));
