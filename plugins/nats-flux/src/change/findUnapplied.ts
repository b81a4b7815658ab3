import { RepositoryFile } from '../RepositoryFile';
import { quote } from '../settings/findings';
import { PlatformDefaults } from '../settings/PlatformDefaults';
import { Settings } from '../settings/Settings';
import { ChangeFinding } from './changeRepository';
import { changedSettings, flatSettings } from './changedSettings';
import { readRequest } from './read/readRequest';
import { resolveRead } from './read/resolveRead';

/**
 * change-unapplied: settings that the files do not say after the change, because
 * where they stood there is nothing any more, or an own value of somebody.
 */
export function findUnapplied(
  files: ReadonlyMap<string, RepositoryFile>,
  { before, after }: { before: Settings; after: Settings },
  defaults: PlatformDefaults,
): ChangeFinding[] {
  const found = readRequest(files);
  if ('problems' in found) {
    return found.problems.map(({ file, message }) => ({
      id: 'change-unapplied',
      severity: 'error',
      file,
      path: '',
      message,
    }));
  }
  const said = flatSettings(resolveRead(found, defaults).settings);
  return changedSettings(before, after)
    .filter(({ name, to }) => said.get(name) !== to)
    .map(({ name, to }) => ({
      id: 'change-unapplied',
      severity: 'error',
      path: name,
      message: `would be ${quote(said.get(name))} in the files and not ${quote(
        to,
      )}: it is written in a way of somebody's own, so change it by hand`,
    }));
}
