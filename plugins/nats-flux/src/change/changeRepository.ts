import { Finding } from '@nats-portal/plugin-nats-common';
import { compareRepositories } from '../compare/compareRepositories';
import { Consequence } from '../compare/Consequence';
import { generate } from '../generate/generate';
import { lintRepository } from '../lint/lintRepository';
import { RepositoryFinding } from '../lint/RepositoryFinding';
import { RepositoryFile, RepositoryFiles, Skeleton } from '../RepositoryFile';
import { PlatformDefaults } from '../settings/PlatformDefaults';
import { Settings } from '../settings/Settings';
import { changedRequest } from './changedRequest';
import { findUnapplied } from './findUnapplied';
import { mergeRepository } from './merge/mergeRepository';
import { readRequest } from './read/readRequest';
import { resolveRead } from './read/resolveRead';
import { RepositoryChanges } from './RepositoryChanges';

/**
 * Something to know about a change: of the changes that were asked for, or of a
 * file of the repository, and then with its place.
 *
 * @public
 */
export type ChangeFinding = Finding &
  Partial<Pick<RepositoryFinding, 'file' | 'line' | 'column'>>;

/**
 * A repository after a change.
 *
 * @public
 */
export interface ChangedRepository {
  /** All files; those of the repository as it is where a finding is an error. */
  files: RepositoryFiles;
  /** What the change does in the cluster, the worst first. */
  consequences: Consequence[];
  /** Errors keep the change from being made. */
  findings: ChangeFinding[];
  /** The settings as they can be read in the repository; missing where they cannot. */
  before?: Settings;
  /** The settings after the change. */
  after?: Settings;
}

/** Findings that are not among others, whatever line they are on. */
function newAmong<T extends ChangeFinding>(
  findings: readonly T[],
  others: readonly ChangeFinding[],
): T[] {
  const key = ({ id, file, path, message }: ChangeFinding) =>
    JSON.stringify([id, file, path, message]);
  const known = new Set(others.map(key));
  return findings.filter(finding => !known.has(key(finding)));
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/**
 * Changes a repository that was generated before, and perhaps edited by hand
 * since. What the change has no part in stays byte for byte, comments included:
 * generated are only the state that can be read in the repository and the one
 * after the change, and the difference between the two is made in the files as
 * they are. Where somebody's own value stands against the difference it stays,
 * with a warning.
 *
 * @param files - the repository as it is, by paths from its root
 * @param options - the platform's defaults and skeleton of today
 * @throws InputError for a skeleton that cannot be used
 * @public
 */
export function changeRepository(
  files: ReadonlyMap<string, RepositoryFile>,
  changes: RepositoryChanges,
  options: { defaults: PlatformDefaults; skeleton: Skeleton },
): ChangedRepository {
  const refused = (
    findings: ChangeFinding[],
    settings: Pick<ChangedRepository, 'before' | 'after'> = {},
  ): ChangedRepository => ({
    files: new Map(files),
    consequences: [],
    findings,
    ...settings,
  });
  const found = readRequest(files);
  if ('problems' in found) {
    return refused(
      found.problems.map(({ file, message }) => ({
        id: 'change-unreadable',
        severity: 'error',
        file,
        path: '',
        message,
      })),
    );
  }
  const { defaults, skeleton } = options;
  const { unmarked } = found;
  const wish = changedRequest(found, changes);
  const before = resolveRead(found, defaults);
  const after = resolveRead(wish, defaults);
  const settings = { before: before.settings, after: after.settings };
  const findings: ChangeFinding[] = [
    ...wish.findings,
    // What was so before the change need not keep anybody from making it.
    ...newAmong(after.findings, before.findings),
  ];
  if (findings.some(isError)) {
    return refused(findings, settings);
  }
  const merged = mergeRepository({
    base: generate(before.settings, skeleton, { unmarked }),
    wanted: generate(after.settings, skeleton, { unmarked }),
    actual: files,
    byAccount: [before, after].some(
      ({ settings: { accounts } }) => accounts.length > 1,
    ),
  });
  findings.push(
    ...merged.findings,
    ...findUnapplied(merged.files, settings, defaults),
  );
  if (findings.some(isError)) {
    return refused(findings, settings);
  }
  // What was said of a setting need not be said again of the file.
  const known = new Set(findings.map(({ id }) => id));
  findings.push(
    ...newAmong(lintRepository(merged.files), lintRepository(files)).filter(
      finding => isError(finding) || !known.has(finding.id),
    ),
  );
  return findings.some(isError)
    ? refused(findings, settings)
    : {
        files: merged.files,
        consequences: compareRepositories(files, merged.files),
        findings,
        ...settings,
      };
}
