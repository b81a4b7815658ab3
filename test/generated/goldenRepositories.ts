import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

const FOLDER = resolve(__dirname, '../../plugins/nats-flux/src/__golden__');
/** The cluster whose repository the golden options differ from. */
const BASE = 'minicloud';
const OPTIONS = 'options';

/** A Kubernetes object as far as these tests read it. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  spec?: unknown;
}

/** Names of all golden repositories, such as `local` and `options/one-server`. */
export function goldenRepositories(): string[] {
  const below = (folder: string) => readdirSync(join(FOLDER, folder)).sort();
  return [
    ...below('.').filter(name => name !== OPTIONS),
    ...below(OPTIONS).map(name => `${OPTIONS}/${name}`),
  ];
}

/** The files of a golden repository by path; what an option does not hold is the base's. */
export function goldenFiles(name: string): Map<string, string> {
  const paths = readFileSync(join(FOLDER, name, 'files.txt'), 'utf8')
    .trim()
    .split('\n');
  return new Map(
    paths.map(path => {
      const own = join(FOLDER, name, path);
      return [
        path,
        readFileSync(existsSync(own) ? own : join(FOLDER, BASE, path), 'utf8'),
      ];
    }),
  );
}

/** The objects of the files that match. */
export function manifestsIn(
  files: ReadonlyMap<string, string>,
  pattern = /\.yaml$/,
): Manifest[] {
  return [...files]
    .filter(([path]) => pattern.test(path))
    .flatMap(([, text]) =>
      parseAllDocuments(text).map(document => document.toJS() as Manifest),
    );
}

/** The objects of a kind, by what their `spec` is taken for. */
export function specsOf<Spec>(
  manifests: readonly Manifest[],
  kind: string,
): { name: string; spec: Spec }[] {
  return manifests
    .filter(manifest => manifest.kind === kind)
    .map(({ metadata, spec }) => ({ name: metadata.name, spec: spec as Spec }));
}
