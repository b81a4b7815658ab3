import { basename } from 'node:path/posix';
import { readObjects } from '../../compare/repository/readObjects';
import { readRepository } from '../../compare/repository/readRepository';
import { RepositoryObject } from '../../compare/repository/RepositoryObject';
import { Tree } from '../../compare/repository/tree';
import { RepositoryFile } from '../../RepositoryFile';

/** The objects of a repository, to be asked by kind and name. */
export class RepositoryReader {
  readonly paths: readonly string[];
  readonly objects: readonly RepositoryObject[];
  readonly unreadable: readonly string[];
  /** Entities for Backstage, which no list of kustomize names. */
  readonly entities: readonly Tree[];

  constructor(files: ReadonlyMap<string, RepositoryFile>) {
    const { objects, unreadable } = readRepository(files, readObjects);
    this.paths = [...files.keys()];
    this.objects = objects;
    this.unreadable = unreadable;
    this.entities = [...files].flatMap(([path, { content }]) =>
      basename(path) === 'catalog-info.yaml' ? readObjects(content) ?? [] : [],
    );
  }

  /** All objects of a kind, in the order of files and documents. */
  ofKind(group: string, kind: string): RepositoryObject[] {
    return this.objects.filter(
      object => object.group === group && object.kind === kind,
    );
  }

  /** The one object of a kind and name; nothing where there is none, or several. */
  named(group: string, kind: string, name: string): Tree | undefined {
    const found = this.ofKind(group, kind).filter(each => each.name === name);
    return found.length === 1 ? found[0].content : undefined;
  }
}
