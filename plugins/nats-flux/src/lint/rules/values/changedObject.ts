import { ChartObject } from '../../model/chartObjects';
import { isMapping, KeyPath, listAt, textAt, valueAt } from '../../model/data';
import {
  applyOperation,
  OPEN,
  pointerKeys,
  UNKNOWN,
} from '../../model/jsonPatch';
import { isOn, NatsRelease } from '../../model/NatsRelease';
import { explainOperation } from './explainOperation';

/** Lays one value over another as Helm does: maps key by key, all else as a whole. */
function merged(base: unknown, over: unknown): unknown {
  if (!isMapping(over)) {
    return over === undefined ? base : over;
  }
  const isKnown = base !== UNKNOWN;
  const under = isMapping(base) ? base : {};
  return {
    ...under,
    ...(isKnown ? {} : { [OPEN]: true }),
    ...Object.fromEntries(
      Object.entries(over).map(([key, value]) => [
        key,
        merged(isKnown ? under[key] : UNKNOWN, value),
      ]),
    ),
  };
}

/** A copy that may be changed. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(copied);
  }
  return isMapping(value)
    ? {
        ...value,
        ...Object.fromEntries(
          Object.entries(value).map(([key, item]) => [key, copied(item)]),
        ),
      }
    : value;
}

/** An object of the chart after the merge and patch of the values. */
export interface ChangedObject {
  document: unknown;
  /** Operations that fail, by their place in the list. */
  failures: { index: number; problem: string }[];
}

/** True for an object that the chart renders with these values. */
export function isRendered({ values }: NatsRelease, object: ChartObject) {
  const { enabled } = object;
  return enabled === undefined || isOn(values, enabled.path, enabled.otherwise);
}

/** Merges and patches an object as the chart does. What is not well formed is left to other rules. */
export function changedObject(
  { values }: NatsRelease,
  { path, rendered }: ChartObject,
): ChangedObject {
  const document = copied(
    merged(rendered, valueAt(values, [...path, 'merge'])),
  );
  const failures = listAt(values, [...path, 'patch']).flatMap(
    (operation, index) => {
      const problem = explainOperation(operation)
        ? undefined
        : applyOperation(document, operation);
      return problem === undefined ? [] : [{ index, problem }];
    },
  );
  return { document, failures };
}

/** A document with only what the values say: the rest is the chart's affair. */
export function knownPart(value: unknown): unknown {
  if (value === UNKNOWN) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map(knownPart);
  }
  return isMapping(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, knownPart(item)]),
      )
    : value;
}

/** Where the values say what stands at a path of an object: in its merge, or in an operation of its patch. */
export function placeOfChange(
  { values }: NatsRelease,
  object: ChartObject,
  path: KeyPath,
): KeyPath {
  const merge = [...object.path, 'merge', ...path];
  if (valueAt(values, merge) !== undefined) {
    return merge;
  }
  const patch = [...object.path, 'patch'];
  const texts = path.map(String);
  const pointers = listAt(values, patch).map(operation =>
    pointerKeys(textAt(operation, ['path']) ?? ''),
  );
  const index = pointers.findLastIndex(keys =>
    keys.every((key, i) => key === texts[i] || (key === '-' && i in texts)),
  );
  return index < 0
    ? object.path
    : [...patch, index, 'value', ...path.slice(pointers[index].length)];
}
