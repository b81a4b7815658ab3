import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { isTree, Tree } from '../../compare/repository/tree';
import {
  childOf,
  insertChildren,
  Insertion,
  removeChildren,
} from '../splice/childEdits';
import { scalarEdit } from '../splice/scalarEdit';
import {
  dataIn,
  edit,
  isSame,
  keyOf,
  MergeContext,
  Path,
  reportByHand,
  reportDropped,
  reportLeft,
  reportMissing,
  reportShared,
} from './MergeContext';
import { identities, isSingle, ListChange, planList } from './planList';

/** One value in three states. */
interface Three<T> {
  /** True between brackets or braces. */
  inFlow?: boolean;
  /** Plain data of what was generated; `undefined` for nothing. */
  base: unknown;
  /** What would be generated. */
  wanted: T;
  /** What is there. */
  actual: T;
}

/** Makes the difference between base and wanted one of what is there. */
export function mergeNodes(
  context: MergeContext,
  path: Path,
  { base, wanted, actual, inFlow = false }: Three<unknown>,
): void {
  const to = isNode(wanted) ? wanted.toJSON() : wanted;
  const from = dataIn(context.document, actual);
  if (isSame(from, to)) {
    return;
  }
  if (
    isAlias(actual) ||
    (isNode(actual) && 'anchor' in actual && actual.anchor)
  ) {
    reportShared(context, path);
  } else if (isMap(wanted) && isMap(actual)) {
    mergeMaps(context, path, { base, wanted, actual });
  } else if (isSeq(wanted) && isSeq(actual)) {
    mergeLists(context, path, { base, wanted, actual });
  } else if (!isSame(from, base)) {
    reportLeft(context, path, { actual: from, wanted: to });
  } else if (isScalar(wanted) && isScalar(actual)) {
    const source = context.wanted;
    edit(context, path, [
      scalarEdit(
        context.merge.source,
        actual,
        { source, node: wanted },
        inFlow,
      ),
    ]);
  } else {
    reportByHand(context, path);
  }
}

/** Index of the nearest key before one that is there; -1 for none. */
function placeAfter(keys: string[], actual: string[], at: number): number {
  for (let i = at - 1; i >= 0; i--) {
    const found = actual.indexOf(keys[i]);
    if (found >= 0) {
      return found;
    }
  }
  return -1;
}

function own(tree: Tree, key: string): unknown {
  return Object.hasOwn(tree, key) ? tree[key] : undefined;
}

/** Makes the difference between two maps one of the map that is there. */
export function mergeMaps(
  context: MergeContext,
  path: Path,
  { base, wanted, actual }: Three<YAMLMap>,
): void {
  const { source } = context.merge;
  const before = isTree(base) ? base : {};
  const keys = wanted.items.map(keyOf);
  const present = actual.items.map(keyOf);
  const added: Insertion[] = [];
  wanted.items.forEach((pair, i) => {
    const key = keys[i];
    const to = isNode(pair.value) ? pair.value.toJSON() : pair.value;
    if (Object.hasOwn(before, key) && isSame(own(before, key), to)) {
      return;
    }
    const at = present.indexOf(key);
    if (at >= 0) {
      mergeNodes(context, [...path, key], {
        base: own(before, key),
        wanted: pair.value,
        actual: actual.items[at].value,
        inFlow: actual.flow,
      });
    } else if (Object.hasOwn(before, key)) {
      reportMissing(context, [...path, key], to);
    } else {
      added.push({
        after: placeAfter(keys, present, i),
        child: childOf(context.wanted, wanted, i),
      });
    }
  });
  if (added.length > 0) {
    const come = keys.filter(key => !present.includes(key));
    edit(context, path, insertChildren(source, actual, added), come);
  }
  const gone = new Set<number>();
  Object.keys(before).forEach(key => {
    const at = present.indexOf(key);
    if (keys.includes(key) || at < 0) {
      return;
    }
    const from = dataIn(context.document, actual.items[at].value);
    if (isSame(from, own(before, key))) {
      gone.add(at);
    } else {
      reportLeft(context, [...path, key], { actual: from, wanted: undefined });
    }
  });
  if (gone.size > 0) {
    const { isGenerated } = context;
    edit(
      context,
      path,
      removeChildren(source, actual, {
        gone: new Set([...gone].sort((a, b) => a - b)),
        isGenerated,
        refilled: added.length > 0,
      }),
      [...gone].map(at => present[at]),
    );
  }
}

function applyChange(
  context: MergeContext,
  path: Path,
  { wanted, actual }: Three<YAMLSeq>,
  { replaced, gone, added }: ListChange,
): void {
  const { source } = context.merge;
  for (const [at, i] of replaced) {
    const [node, old] = [wanted.items[i], actual.items[at]];
    edit(
      context,
      [...path, at],
      [
        isScalar(node) && isScalar(old)
          ? scalarEdit(
              source,
              old,
              { source: context.wanted, node },
              Boolean(actual.flow),
            )
          : undefined,
      ],
    );
  }
  if (actual.flow && gone.size === actual.items.length && added.length > 0) {
    reportByHand(context, path);
    return;
  }
  if (added.length > 0) {
    const insertions = added.map(({ wanted: i, after }) => ({
      after,
      child: childOf(context.wanted, wanted, i),
    }));
    edit(context, path, insertChildren(source, actual, insertions));
  }
  if (gone.size > 0) {
    edit(
      context,
      path,
      removeChildren(source, actual, {
        gone: new Set([...gone].sort((a, b) => a - b)),
        isGenerated: context.isGenerated,
        refilled: added.length > 0,
      }),
    );
  }
}

/** Makes the difference between two lists one of the list that is there. */
function mergeLists(
  context: MergeContext,
  path: Path,
  three: Three<YAMLSeq>,
): void {
  const { base, wanted, actual } = three;
  const from: readonly unknown[] = Array.isArray(base) ? base : [];
  const to = wanted.toJSON() as unknown[];
  const present = actual.items.map(item => dataIn(context.document, item));
  const change = planList({ from, to, present });
  const before = identities(from);
  const there = identities(present);
  identities(to).forEach((id, i) => {
    const was = before.indexOf(id);
    const at = there.indexOf(id);
    if (isSingle(to[i]) || (was >= 0 && isSame(from[was], to[i]))) {
      return;
    }
    if (at >= 0) {
      mergeNodes(context, [...path, at], {
        base: from[was],
        wanted: wanted.items[i],
        actual: actual.items[at],
        inFlow: actual.flow,
      });
    } else if (was >= 0) {
      reportMissing(context, path, to[i]);
    }
  });
  for (const at of change.gone) {
    if (!isSame(from[before.indexOf(there[at])], present[at])) {
      reportDropped(context, [...path, at]);
    }
  }
  applyChange(context, path, three, change);
}
