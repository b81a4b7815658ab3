import { InputError } from '@backstage/errors';
import { Document } from 'yaml';
import { RepositoryFile, RepositoryFiles, Skeleton } from '../RepositoryFile';
import { readYaml, writeYaml, YamlContent, YamlFile } from '../yaml/YamlFile';

/** A repository on its way from the skeleton to what was asked for. */
export type Draft = RepositoryFiles;

/** A draft that holds everything of the skeleton. */
export function draftOf(skeleton: Skeleton): Draft {
  return new Map(skeleton);
}

/** Opens a YAML file of the draft; `undefined` where there is none. */
export function openIn(draft: Draft, path: string): YamlFile | undefined {
  const file = draft.get(path);
  return file && readYaml(path, file.content);
}

/** @throws InputError where the file is missing */
export function requireIn(draft: Draft, path: string): YamlFile {
  const file = openIn(draft, path);
  if (!file) {
    throw new InputError(`The skeleton has no ${path}`);
  }
  return file;
}

/** Puts a file back; one that holds no document any more goes. */
export function saveIn(draft: Draft, file: YamlContent): void {
  const before: RepositoryFile | undefined = draft.get(file.path);
  const content = writeYaml(file);
  if (content === '') {
    draft.delete(file.path);
  } else {
    draft.set(file.path, { ...before, content });
  }
}

/** Edits each document of a file, where there is such a file. */
export function editIn(
  draft: Draft,
  path: string,
  edit: (document: Document, file: YamlFile) => void,
): void {
  const file = openIn(draft, path);
  if (file) {
    file.documents.forEach(document => edit(document, file));
    saveIn(draft, file);
  }
}
