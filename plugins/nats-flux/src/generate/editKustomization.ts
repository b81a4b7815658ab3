import { Document, isScalar, isSeq, YAMLSeq } from 'yaml';
import { setIn } from '../yaml/edit';
import { toNode } from '../yaml/toNode';

/** Sets the namespace of all objects that a `kustomization.yaml` lists. */
export function setNamespace(document: Document, namespace: string): void {
  setIn(document, ['namespace'], namespace);
}

function resources(document: Document): YAMLSeq | undefined {
  const list = document.getIn(['resources'], true);
  return isSeq(list) ? list : undefined;
}

/**
 * Takes files off the list and puts others where the first of them was, or at the end.
 */
export function replaceResources(
  document: Document,
  gone: readonly string[],
  added: readonly string[],
): void {
  const list = resources(document);
  if (!list) {
    setIn(document, ['resources'], [...added]);
    return;
  }
  const isGone = (item: unknown) =>
    isScalar(item) && gone.includes(String(item.value));
  const first = list.items.findIndex(isGone);
  const at = first < 0 ? list.items.length : first;
  const kept = list.items.filter(item => !isGone(item));
  kept.splice(at, 0, ...added.map(toNode));
  list.items = kept;
}

/** Files and folders on the list. */
export function listedResources(document: Document): string[] {
  return (resources(document)?.items ?? []).flatMap(item =>
    isScalar(item) && typeof item.value === 'string' ? [item.value] : [],
  );
}
