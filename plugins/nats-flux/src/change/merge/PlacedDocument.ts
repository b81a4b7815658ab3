import { Document, isMap } from 'yaml';
import { isTree, textAt, Tree } from '../../compare/repository/tree';
import { lineStart, nextLine, startOf } from '../splice/spans';
import { TextEdit } from '../splice/TextEdit';
import { dataOf, isComment, YamlSource } from '../splice/YamlSource';
import { isSame } from './MergeContext';

/** A document of a file, and what tells it apart from others. */
export interface PlacedDocument {
  source: YamlSource;
  document: Document.Parsed;
  /** Its place in the file, from 0. */
  index: number;
  data: Tree;
  /** Kind and name; empty for a document without a name, which only its file tells apart. */
  identity: string;
}

/** NACK's objects are what they describe, whatever somebody called them; their Account may have been renamed, too. */
function nameOf(data: Tree): string {
  const spec = (key: string) => textAt(data, ['spec', key]);
  switch (data.kind) {
    case 'Stream':
      return spec('name') ?? '';
    case 'Consumer':
      return [spec('streamName'), spec('durableName')].join('/');
    case 'KeyValue':
    case 'ObjectStore':
      return spec('bucket') ?? '';
    default:
      return textAt(data, ['metadata', 'name']) ?? '';
  }
}

/** Kinds of NACK that an account has. */
const ASSETS = ['Stream', 'Consumer', 'KeyValue', 'ObjectStore'];

/**
 * The documents of a file.
 *
 * @param byAccount - true where things of one name in two accounts are two
 */
export function placedDocuments(
  source: YamlSource,
  byAccount: boolean,
): PlacedDocument[] {
  return source.documents.map((document, index) => {
    const plain = dataOf(document);
    const data = isTree(plain) ? plain : {};
    const name = nameOf(data);
    const account =
      byAccount && ASSETS.includes(String(data.kind))
        ? ` of ${textAt(data, ['spec', 'account']) ?? 'no account'}`
        : '';
    const identity = name === '' ? '' : `${data.kind} ${name}${account}`;
    return { source, document, index, data, identity };
  });
}

/** The text of a document, without the mark above it and the comments between. */
export function documentText({ source, document }: PlacedDocument): string {
  const text = source.text.slice(document.range[0], document.range[2]);
  const bare = text.replace(/^---[ \t]*\r?\n/, '');
  return bare.endsWith('\n') ? bare : `${bare}\n`;
}

/** Puts a document behind another of the file. */
export function insertDocument(
  { text, eol }: YamlSource,
  { document }: PlacedDocument,
  wanted: string,
): TextEdit {
  const at = document.range[2];
  const missing = at > 0 && text[at - 1] !== '\n' ? eol : '';
  const lines = `---\n${wanted}`.split('\n').join(eol);
  return { from: at, to: at, text: missing + lines };
}

/**
 * Takes documents of a file away, each with one of the marks around it. Comments
 * above the first stay: they may be about the file.
 *
 * @param gone - their places, from 0
 */
export function removeDocuments(
  { text, documents }: YamlSource,
  gone: ReadonlySet<number>,
): TextEdit[] {
  const firstKept = documents.findIndex((_document, i) => !gone.has(i));
  const edits = [...gone]
    .filter(i => i > firstKept)
    .map(i => {
      const [from, , to] = documents[i].range;
      return { from, to, text: '' };
    });
  if (firstKept <= 0) {
    return edits;
  }
  const [first] = documents;
  const from = isMap(first.contents)
    ? lineStart(text, startOf(first.contents))
    : first.range[0];
  const to = nextLine(text, documents[firstKept].range[0]);
  return [{ from, to, text: '' }, ...edits];
}

/** The lines of a document that say something, and the comments that somebody wrote. */
function ownLines(
  { source, document }: PlacedDocument,
  isGenerated: (comment: string) => boolean,
): string[] {
  return source.text
    .slice(document.range[0], document.range[2])
    .split('\n')
    .map(line => line.trim())
    .filter(
      line =>
        line !== '' &&
        line !== '---' &&
        !(isComment(line) && isGenerated(line)),
    );
}

/** True where somebody wrote comments into a document, or changed its values. */
export function wasEdited(
  actual: PlacedDocument,
  base: PlacedDocument | undefined,
  isGenerated: (comment: string) => boolean,
): boolean {
  return (
    !base || !isSame(ownLines(actual, isGenerated), ownLines(base, isGenerated))
  );
}
