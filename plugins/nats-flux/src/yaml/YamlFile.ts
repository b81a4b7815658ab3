import { InputError } from '@backstage/errors';
import {
  Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  YAMLMap,
} from 'yaml';

/** A YAML file of the skeleton, open for editing. */
export interface YamlFile {
  path: string;
  documents: Document[];
}

/**
 * What a YAML file is to hold. Ten thousand documents are better made one after the
 * other, each when it is written: one takes some hundred times its text in memory.
 */
export interface YamlContent {
  path: string;
  documents: Iterable<Document>;
}

/**
 * Opens a file of the skeleton.
 *
 * @throws InputError with line and column of everything that is no YAML
 */
export function readYaml(path: string, content: string): YamlFile {
  const lineCounter = new LineCounter();
  const parsed = parseAllDocuments(content, {
    lineCounter,
    prettyErrors: false,
  });
  const documents = 'empty' in parsed ? [] : parsed;
  const mistakes = documents.flatMap(({ errors }) =>
    errors.map(error => {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return `${path}:${line}:${col}: ${error.message}`;
    }),
  );
  if (mistakes.length > 0) {
    throw new InputError(
      `The skeleton cannot be read:\n${mistakes.join('\n')}`,
    );
  }
  return { path, documents };
}

/** The text of a file, empty without documents; what was not edited comes out as it came in. */
export function writeYaml({ documents }: YamlContent): string {
  let text = '';
  for (const document of documents) {
    if (document.directives) {
      document.directives.docStart = text !== '' || null;
    }
    // No folding: a long text stays one line, and a diff stays small.
    text += document.toString({ lineWidth: 0 });
  }
  return text;
}

/** A node as plain data. */
export function plainOf(document: Document, node: unknown): unknown {
  if (isMap(node) || isSeq(node)) {
    return node.toJS(document);
  }
  return isScalar(node) ? node.value : node;
}

/** The value of a key path as plain data, `undefined` where there is none. */
export function valueIn(
  document: Document,
  path: readonly (string | number)[],
): unknown {
  return plainOf(document, document.getIn(path, true));
}

/** True for an object of Kubernetes, or an entity, of a kind. */
export function isKind(document: Document, kind: string): boolean {
  return isMap(document.contents) && document.get('kind') === kind;
}

/** The object's name, an empty text where it has none. */
export function nameOf(document: Document): string {
  const name = isMap(document.contents)
    ? valueIn(document, ['metadata', 'name'])
    : undefined;
  return typeof name === 'string' ? name : '';
}

/**
 * The first document that fits.
 *
 * @param what - what is looked for, as the error calls it
 * @throws InputError where none fits
 */
export function requireDocument(
  file: YamlFile,
  what: string,
  fits: (document: Document) => boolean,
): Document {
  const document = file.documents.find(fits);
  if (!document) {
    throw new InputError(`The skeleton's ${file.path} has no ${what}`);
  }
  return document;
}

/** The document's map; an InputError where it is something else. */
export function rootMap(path: string, document: Document): YAMLMap {
  if (!isMap(document.contents)) {
    throw new InputError(`The skeleton's ${path} holds no map of keys`);
  }
  return document.contents;
}
