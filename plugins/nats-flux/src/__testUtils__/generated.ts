import { parseAllDocuments } from 'yaml';
import { generate } from '../generate/generate';
import { RepositoryFiles, Skeleton } from '../RepositoryFile';
import { GenerateRequest } from '../settings/GenerateRequest';
import { resolveSettings } from '../settings/resolveSettings';
import { request } from './requests';
import { theDefaults, theSkeleton } from './theRepository';

/** What a tester reads of a YAML object: any key, without knowing the type of each. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any;

/** The repository of a request, which must be without errors. */
export async function generated(
  changes: Partial<GenerateRequest> = {},
  skeleton?: Skeleton,
): Promise<RepositoryFiles> {
  const { settings, findings } = resolveSettings(
    request(changes),
    theDefaults(),
  );
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return generate(settings, skeleton ?? (await theSkeleton()));
}

/** The objects of a YAML file, read strictly. */
export function objectsIn(
  files: ReadonlyMap<string, { content: string }>,
  path: string,
): Loose[] {
  const content = files.get(path)?.content;
  if (content === undefined) {
    throw new Error(`no ${path} in ${[...files.keys()].join(' ')}`);
  }
  return parseAllDocuments(content, { strict: true, uniqueKeys: true }).map(
    document => {
      expect(document.errors).toEqual([]);
      return document.toJS();
    },
  );
}

/** The object of a kind and, where given, a name. */
export function objectIn(
  files: ReadonlyMap<string, { content: string }>,
  path: string,
  kind: string,
  name?: string,
): Loose {
  const found = objectsIn(files, path).filter(
    object =>
      object.kind === kind &&
      (name === undefined || object.metadata.name === name),
  );
  expect(found).toHaveLength(1);
  return found[0];
}
