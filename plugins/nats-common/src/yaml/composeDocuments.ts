import {
  Composer,
  CST,
  Document,
  DocumentOptions,
  LineCounter,
  ParseOptions,
  Parser,
  SchemaOptions,
} from 'yaml';

/**
 * Nobody means deeper nesting than this; Kubernetes' own objects, with whole schemas
 * inside, stay below half of it. The composer works itself down by recursion, and in two
 * thousand levels it does not throw: where a regular expression is compiled so near to
 * the end of the stack, the process ends (seen with yaml 2.9.1 on Node 20).
 */
const MAX_DEPTH = 200;

type NestedToken = { token: CST.Token; depth: number };

/** Whether a document is nested deeper than anybody means; looked at without recursion. */
function isTooDeep(document: CST.Document): boolean {
  const rest: NestedToken[] = document.value
    ? [{ token: document.value, depth: 1 }]
    : [];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) {
      return true;
    }
    if ('items' in token) {
      for (const { key, value } of token.items) {
        if (key) {
          rest.push({ token: key, depth: depth + 1 });
        }
        if (value) {
          rest.push({ token: value, depth: depth + 1 });
        }
      }
    }
  }
  return false;
}

/** An empty document with the error in it. */
function* tooDeep(
  offset: number,
  start: CST.SourceToken[] = [],
): Iterable<CST.Token> {
  yield { type: 'document', offset, start };
  yield {
    type: 'error',
    offset,
    source: '',
    message: `Nested more than ${MAX_DEPTH} levels deep`,
  };
}

/** Takes out what is too deep, and leaves an error in its place. */
function* withinDepth(tokens: Iterable<CST.Token>): Iterable<CST.Token> {
  let end = 0;
  try {
    for (const token of tokens) {
      if (token.type === 'document' && isTooDeep(token)) {
        yield* tooDeep(token.offset, token.start);
      } else {
        yield token;
      }
      end = token.offset;
    }
  } catch (problem) {
    // Keys that are maps are read by recursion, too, which comes to its end without harm.
    if (!(problem instanceof RangeError)) {
      throw problem;
    }
    yield* tooDeep(end);
  }
}

/**
 * Reads YAML that somebody else wrote, one document after the other, so that none has
 * to be kept. Nothing is thrown: what is wrong is among the `errors` of its document.
 *
 * @param options - as of the library's own `parseAllDocuments`; the line counter learns
 * where lines begin, as far as the text was read
 * @public
 */
export function* composeDocuments(
  text: string,
  {
    lineCounter,
    ...options
  }: DocumentOptions &
    SchemaOptions &
    Omit<ParseOptions, 'lineCounter'> & { lineCounter?: LineCounter } = {},
): Generator<Document.Parsed, void, void> {
  const tokens = new Parser(lineCounter?.addNewLine).parse(text);
  const composer = new Composer({ prettyErrors: false, ...options });
  yield* composer.compose(withinDepth(tokens)) as Iterable<Document.Parsed>;
}
