import { entriesAt, isMapping, listAt, textAt, textsAt } from './data';

/** Labels of a pod, as far as they are known. */
export type Labels = Readonly<Record<string, string>>;

function fits(requirement: unknown, labels: Labels): boolean {
  const key = textAt(requirement, ['key']) ?? '';
  const values = textsAt(requirement, ['values']);
  const has = Object.hasOwn(labels, key);
  switch (textAt(requirement, ['operator'])) {
    case 'In':
      return has && values.includes(labels[key]);
    case 'NotIn':
      return !has || !values.includes(labels[key]);
    case 'Exists':
      return has;
    case 'DoesNotExist':
      return !has;
    default:
      return false;
  }
}

/** True where a label selector of Kubernetes selects an object; an empty one selects all. */
export function selects(selector: unknown, labels: Labels): boolean {
  return (
    isMapping(selector) &&
    entriesAt(selector, ['matchLabels']).every(
      ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
    ) &&
    listAt(selector, ['matchExpressions']).every(requirement =>
      fits(requirement, labels),
    )
  );
}
