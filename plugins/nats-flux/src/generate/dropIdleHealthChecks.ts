import { Document, isMap, isSeq } from 'yaml';
import { RepositoryFiles } from '../RepositoryFile';

/** Kinds that most repositories have none of. */
const BUCKETS = ['KeyValue', 'ObjectStore'];

/** True where a file of the folder holds an object of the kind; thousands of streams are not parsed again for it. */
function holds(files: RepositoryFiles, folder: string, kind: string): boolean {
  const declares = new RegExp(`^kind:[ \\t]*["']?${kind}\\b`, 'm');
  return [...files].some(
    ([path, { content }]) =>
      path.startsWith(`${folder}/`) && declares.test(content),
  );
}

/**
 * Takes the health checks of buckets off a Flux Kustomization whose folder holds
 * none, so that they come, and are seen to come, with the first bucket.
 */
export function dropIdleHealthChecks(
  document: Document,
  folder: string,
  files: RepositoryFiles,
): void {
  const path = ['spec', 'healthCheckExprs'];
  const checks = document.getIn(path, true);
  if (!isSeq(checks)) {
    return;
  }
  const idle = BUCKETS.filter(kind => !holds(files, folder, kind));
  checks.items = checks.items.filter(
    item => !isMap(item) || !idle.includes(String(item.get('kind'))),
  );
}
