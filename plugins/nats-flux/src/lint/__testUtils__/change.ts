import { theSkeleton } from '../../__testUtils__/theRepository';
import { RepositoryFiles } from '../../RepositoryFile';
import { setOrDeleteIn } from '../../yaml/edit';
import { YamlValue } from '../../yaml/toNode';
import { readYaml, writeYaml } from '../../yaml/YamlFile';
import { lintRepository } from '../lintRepository';
import { RepositoryFinding } from '../RepositoryFinding';

type Path = readonly (string | number)[];

/** The skeleton as a repository: it builds as it stands, and no rule has anything to say about it. */
export async function rightRepository(): Promise<RepositoryFiles> {
  return new Map(await theSkeleton());
}

/** One change of a repository. */
export type Change = (files: RepositoryFiles) => void;

/** Sets, or with `undefined` removes, a value of the object of a kind (and name) in a file. */
export function set(
  file: string,
  object: string,
  path: Path,
  to: YamlValue | undefined,
): Change {
  const [kind, name] = object.split('/');
  return files => {
    const yaml = readYaml(file, files.get(file)?.content ?? '');
    const document = yaml.documents.find(
      candidate =>
        candidate.get('kind') === kind &&
        (name === undefined || candidate.getIn(['metadata', 'name']) === name),
    );
    if (!document) {
      throw new Error(`no ${object} in ${file}`);
    }
    setOrDeleteIn(document, path, to);
    files.set(file, { content: writeYaml(yaml) });
  };
}

/** Sets a value of the chart. */
export function value(path: Path, to: YamlValue | undefined): Change {
  return set(
    'nats/release.yaml',
    'HelmRelease',
    ['spec', 'values', ...path],
    to,
  );
}

/** Replaces text of a file. */
export function replace(file: string, from: string, to: string): Change {
  return files => {
    const content = files.get(file)?.content ?? '';
    if (!content.includes(from)) {
      throw new Error(`no ${JSON.stringify(from)} in ${file}`);
    }
    files.set(file, { content: content.replace(from, () => to) });
  };
}

/** Adds a file, and lists it where it would else be a finding of its own. */
export function add(file: string, content: string): Change {
  return files => {
    files.set(file, { content });
    const [folder, name] = file.split('/');
    const list = `${folder}/kustomization.yaml`;
    const known = files.get(list)?.content;
    if (known !== undefined) {
      files.set(list, { content: `${known}  - ${name}\n` });
    }
  };
}

/** What is found after changes. */
export async function findingsAfter(
  ...changes: Change[]
): Promise<RepositoryFinding[]> {
  const files = await rightRepository();
  changes.forEach(change => change(files));
  return lintRepository(files);
}

/** Something else that is legal, and looks like what a rule is about. */
export type Quiet = [id: string, what: string, ...changes: Change[]];

/** Where a rule speaks about the changed repository: `file:path`. About the one without changes no rule does. */
export async function placesOf(
  id: string,
  ...changes: Change[]
): Promise<string[]> {
  const found = await findingsAfter(...changes);
  return found
    .filter(finding => finding.id === id)
    .map(({ file, path }) => `${file}:${path}`);
}
