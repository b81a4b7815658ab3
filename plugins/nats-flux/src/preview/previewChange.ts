import {
  ChangePreview,
  Finding,
  PreviewedFileChange,
} from '@nats-portal/plugin-nats-common';
import { changedSettings, flatSettings } from '../change/changedSettings';
import { ChangeFinding, changeRepository } from '../change/changeRepository';
import { diffLines } from '../change/lines/diffLines';
import { RepositoryChanges } from '../change/RepositoryChanges';
import { RepositoryFile, Skeleton } from '../RepositoryFile';
import { PlatformDefaults } from '../settings/PlatformDefaults';

type Files = ReadonlyMap<string, RepositoryFile>;

function fileChanges(before: Files, after: Files): PreviewedFileChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path): PreviewedFileChange[] => {
    const [from, to] = [before.get(path)?.content, after.get(path)?.content];
    if (from === to) {
      return [];
    }
    const lines = diffLines(from ?? '', to ?? '');
    if (from === undefined) {
      return [{ path, kind: 'added', lines }];
    }
    return [{ path, kind: to === undefined ? 'removed' : 'changed', lines }];
  });
}

/** A finding of a file names it in front of the path in it. */
function placed({ file, line, path, ...finding }: ChangeFinding): Finding {
  const { id, severity, message } = finding;
  const place = file ? `${file}${line ? `:${line}` : ''}` : '';
  return {
    id,
    severity,
    message,
    path: [place, path].filter(Boolean).join(' '),
  };
}

/**
 * Shows what a change of a repository would be and do, without making it.
 *
 * @param options - the platform's defaults and skeleton of today
 * @public
 */
export function previewChange(
  files: ReadonlyMap<string, RepositoryFile>,
  changes: RepositoryChanges,
  options: { defaults: PlatformDefaults; skeleton: Skeleton },
): Omit<ChangePreview, 'repository'> {
  const changed = changeRepository(files, changes, options);
  const { before, after } = changed;
  return {
    settings: before
      ? [...flatSettings(before)].map(([name, value]) => ({ name, value }))
      : [],
    changes: before && after ? changedSettings(before, after) : [],
    files: fileChanges(files, changed.files),
    consequences: changed.consequences.map(
      ({ id, severity, object, file, consequence, procedure }) => ({
        id,
        severity,
        object,
        file,
        consequence,
        procedure,
      }),
    ),
    findings: changed.findings.map(placed),
  };
}
