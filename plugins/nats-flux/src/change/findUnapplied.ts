import { isDeepStrictEqual } from 'node:util';
import { RepositoryFile } from '../RepositoryFile';
import { quote } from '../settings/findings';
import { ReadRequest, readRequest } from './read/readRequest';
import { ChangeFinding } from './changeRepository';

/** Settings that a change is about, and the file in which people look for them. */
const FILES = {
  servers: 'nats/release.yaml',
  storageSize: 'nats/release.yaml',
  storageClass: 'nats/release.yaml',
  memory: 'nats/release.yaml',
  cpu: 'nats/release.yaml',
  memoryStoreSize: 'nats/release.yaml',
  monitoringHost: 'nats/ingress.yaml',
} as const;

/**
 * change-unapplied: settings that the files do not say after the change, because
 * where they stood there is nothing any more, or an own value of somebody.
 */
export function findUnapplied(
  files: ReadonlyMap<string, RepositoryFile>,
  wanted: ReadRequest,
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
  return Object.entries(FILES).flatMap(([key, file]): ChangeFinding[] => {
    const name = key as keyof typeof FILES;
    const [is, ought] = [found.request[name], wanted.request[name]];
    return isDeepStrictEqual(is, ought)
      ? []
      : [
          {
            id: 'change-unapplied',
            severity: 'error',
            file,
            path: key,
            message: `would be ${quote(is)} in the files and not ${quote(
              ought,
            )}: it is written in a way of somebody's own, so change it by hand`,
          },
        ];
  });
}
