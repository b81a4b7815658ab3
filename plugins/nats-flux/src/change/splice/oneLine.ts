import { Document, Node } from 'yaml';

/** A node as YAML on one line. */
export function oneLine(node: Node): string {
  return new Document(node)
    .toString({
      lineWidth: 0,
      collectionStyle: 'flow',
      // A text with breaks would be put on several lines from a certain length on.
      doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    })
    .trimEnd()
    .replace(/\n\s*/g, ' ');
}
