import { RepositoryFile } from '../../RepositoryFile';
import { readSource, YamlSource } from '../splice/YamlSource';
import { PlacedDocument, placedDocuments } from './PlacedDocument';

const YAML = /\.ya?ml$/i;

/** True for a file that is merged value by value. */
export function isYaml(path: string): boolean {
  return YAML.test(path);
}

/** The YAML files of one state of a repository, each read when it is first asked for. */
export class YamlFiles {
  readonly #files: ReadonlyMap<string, RepositoryFile>;
  readonly #documents = new Map<string, PlacedDocument[] | undefined>();
  #named: Map<string, PlacedDocument[]> | undefined;

  readonly #byAccount: boolean;

  /** @param byAccount - true where things of one name in two accounts are two */
  constructor(files: ReadonlyMap<string, RepositoryFile>, byAccount: boolean) {
    this.#files = files;
    this.#byAccount = byAccount;
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  textOf(path: string): string | undefined {
    return this.#files.get(path)?.content;
  }

  /** The documents of a file, none of one that is not there; `undefined` for one that cannot be read. */
  documentsOf(path: string): PlacedDocument[] | undefined {
    const text = this.textOf(path);
    if (text === undefined) {
      return [];
    }
    if (!this.#documents.has(path)) {
      const source: YamlSource | undefined = readSource(path, text);
      this.#documents.set(
        path,
        source && placedDocuments(source, this.#byAccount),
      );
    }
    return this.#documents.get(path);
  }

  /** Finds the document that another state has in a file: there, or in the one other file that holds it. */
  find(path: string, { identity, index }: PlacedDocument) {
    const beside = this.documentsOf(path) ?? [];
    if (identity === '') {
      return beside.find(each => each.identity === '' && each.index === index);
    }
    const here = beside.filter(each => each.identity === identity);
    const found = here.length > 0 ? here : this.#allNamed(identity);
    return found.length === 1 ? found[0] : undefined;
  }

  #allNamed(identity: string): PlacedDocument[] {
    if (!this.#named) {
      this.#named = new Map();
      for (const path of [...this.#files.keys()].filter(isYaml)) {
        for (const each of this.documentsOf(path) ?? []) {
          const others = this.#named.get(each.identity) ?? [];
          this.#named.set(each.identity, [...others, each]);
        }
      }
    }
    return this.#named.get(identity) ?? [];
  }
}
