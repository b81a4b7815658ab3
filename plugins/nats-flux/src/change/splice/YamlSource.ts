import { composeDocuments } from '@nats-portal/plugin-nats-common';
import { Document, isMap, LineCounter } from 'yaml';

/** A YAML file together with its text, so that each node knows its place in it. */
export interface YamlSource {
  file: string;
  text: string;
  /** How its lines end. */
  eol: '\n' | '\r\n';
  lines: LineCounter;
  documents: Document.Parsed[];
  /** What its comment lines say, each without the white space around it. */
  comments: ReadonlySet<string>;
}

/** True for a line that holds a comment and nothing else. */
export function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}

/** A file whose text can be read as YAML; `undefined` for any other. */
export function readSource(file: string, text: string): YamlSource | undefined {
  const lines = new LineCounter();
  const documents = [
    ...composeDocuments(text, {
      lineCounter: lines,
      keepSourceTokens: true,
      logLevel: 'silent',
    }),
  ];
  if (documents.some(({ errors }) => errors.length > 0)) {
    return undefined;
  }
  return {
    file,
    text,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    lines,
    documents,
    comments: new Set(
      text
        .split('\n')
        .filter(isComment)
        .map(line => line.trim()),
    ),
  };
}

/** Plain data of a document; an empty map for one that cannot be that. */
export function dataOf(document: Document): unknown {
  try {
    return isMap(document.contents) ? document.toJS() : {};
  } catch {
    // Aliases without end.
    return {};
  }
}
