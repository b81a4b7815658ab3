/*
 * Asks the registry for known holes in what the packages bring with them.
 * Ends with 0 where it knows of none, 1 where it does, 2 where it cannot say.
 */
import { spawnSync } from 'node:child_process';

const UNKNOWN = 2;
/** A registry that can be asked answers within seconds; milliseconds. */
const TIMEOUT_MS = 120_000;

/** Worse than this is refused; below it a registry lists much that nobody can reach. */
const SEVERITIES = ['high', 'critical'];

const { stdout, stderr, error } = spawnSync(
  'npm',
  ['audit', '--json', '--omit=dev'],
  { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, timeout: TIMEOUT_MS },
);

function readReport() {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

const vulnerabilities = readReport()?.vulnerabilities;
if (!vulnerabilities) {
  const why = readReport()?.message ?? error?.message ?? stderr.trim();
  console.log(`unknown: the registry cannot be asked\n${why}`);
  process.exit(UNKNOWN);
}

const found = Object.values(vulnerabilities).filter(({ severity }) =>
  SEVERITIES.includes(severity),
);
for (const { name, severity, range, fixAvailable } of found) {
  const mended = fixAvailable ? 'a fix is there' : 'no fix yet';
  console.log(`${severity}: ${name} ${range} (${mended})`);
}
console.log(`${found.length} of severity ${SEVERITIES.join(' or ')}`);
process.exitCode = found.length === 0 ? 0 : 1;
