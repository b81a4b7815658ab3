import { composeDocuments } from '@nats-portal/plugin-nats-common';
import { isTree, listAt, Tree } from './tree';

/** Resources of one file nest; lists in lists are nobody's idea. */
const MAX_LISTS = 3;

function objectsOf(value: unknown, lists = 0): Tree[] {
  if (!isTree(value)) {
    return [];
  }
  return value.kind === 'List' && lists < MAX_LISTS
    ? listAt(value, ['items']).flatMap(item => objectsOf(item, lists + 1))
    : [value];
}

/**
 * The maps of a YAML file as plain data, those of a `List` one by one.
 *
 * @returns `undefined` for a file that is no YAML, or holds what cannot be plain data
 */
export function readObjects(content: string): Tree[] | undefined {
  try {
    // Merge keys, as Kubernetes' own reader has them.
    const documents = [
      ...composeDocuments(content, { merge: true, logLevel: 'error' }),
    ];
    if (documents.some(({ errors }) => errors.length > 0)) {
      return undefined;
    }
    return documents.flatMap(document => {
      const text = JSON.stringify(document.toJS());
      return text === undefined ? [] : objectsOf(JSON.parse(text));
    });
  } catch {
    // Aliases without end, circles, or deeper than the stack.
    return undefined;
  }
}
