import { composeDocuments } from '@nats-portal/plugin-nats-common';
import { Document, LineCounter } from 'yaml';

/**
 * The documents of a text one after the other: a parsed document takes some hundred
 * times its text in memory.
 *
 * @param lines - learns where lines begin, as far as the text was read
 */
export function documentsOf(
  content: string,
  lines: LineCounter,
): Iterable<Document.Parsed> {
  return composeDocuments(content, {
    lineCounter: lines,
    // Kubernetes' tools read YAML 1.1, which has merge keys.
    merge: true,
    logLevel: 'silent',
  });
}

/** The documents of a text, and where its lines begin. */
export interface ParsedDocuments {
  documents: Document.Parsed[];
  lines: LineCounter;
}

/**
 * Parses a text again when somebody asks where in it something stands, which is
 * so for files with findings only; forgotten when nobody asks any more.
 */
export function parsedWhenAsked(content: string): () => ParsedDocuments {
  let held: WeakRef<ParsedDocuments> | undefined;
  return () => {
    let parsed = held?.deref();
    if (!parsed) {
      const lines = new LineCounter();
      parsed = { documents: [...documentsOf(content, lines)], lines };
      held = new WeakRef(parsed);
    }
    return parsed;
  };
}
