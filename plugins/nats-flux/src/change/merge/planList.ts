import { isTree } from '../../compare/repository/tree';
import { isSame } from './MergeContext';

/** A list in three states, plain data. */
export interface ListStates {
  /** As it was generated. */
  from: readonly unknown[];
  /** As it would be generated. */
  to: readonly unknown[];
  /** As it is. */
  present: readonly unknown[];
}

/** Keys by which people tell the items of a list apart, the strongest first. */
const IDENTITY = ['name', 'user', 'alert', 'type', 'kind', 'host', 'path'];

function identityOf(item: unknown): string {
  if (isTree(item)) {
    const key = IDENTITY.find(each => typeof item[each] === 'string');
    if (key) {
      return `${key} ${item[key]}`;
    }
  }
  return JSON.stringify(item) ?? '';
}

/** What tells items apart; those that are alike are counted. */
export function identities(items: readonly unknown[]): string[] {
  const seen = new Map<string, number>();
  return items.map(item => {
    const identity = identityOf(item);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return count === 0 ? identity : `${identity} #${count}`;
  });
}

/** True where what both lists hold stands in the same order. */
function keepsOrder(a: readonly string[], b: readonly string[]): boolean {
  const inB = new Set(b);
  const inA = new Set(a);
  return isSame(
    a.filter(each => inB.has(each)),
    b.filter(each => inA.has(each)),
  );
}

/** True for a text, a number or the like. */
export function isSingle(item: unknown): boolean {
  return typeof item !== 'object' || item === null;
}

/** Which items go, come and change places, as indexes. */
export interface ListChange {
  /** Of the list that is there, each to become a wanted one. */
  replaced: Map<number, number>;
  gone: Set<number>;
  /** Of the wanted list, each behind one of the list that is there. */
  added: { wanted: number; after: number }[];
}

/** For single values whose order counts: place by place. */
function changeByPlace({ to, present }: ListStates): ListChange {
  const common = Math.min(to.length, present.length);
  const all = [...to.keys()];
  return {
    replaced: new Map(
      all
        .slice(0, common)
        .filter(i => !isSame(to[i], present[i]))
        .map(i => [i, i]),
    ),
    gone: new Set([...present.keys()].slice(common)),
    added: all
      .slice(common)
      .map(wanted => ({ wanted, after: present.length - 1 })),
  };
}

/** The items before each that stay, so that what comes can take the place of what goes. */
function gapOf(ids: readonly string[], kept: ReadonlySet<string>, at: number) {
  return ids
    .slice(0, at)
    .reverse()
    .find(id => kept.has(id));
}

function changeByIdentity({ from, to, present }: ListStates): ListChange {
  const ids = { from: identities(from), to: identities(to) };
  const there = identities(present);
  const kept = new Set(ids.from.filter(id => ids.to.includes(id)));
  const leaving = ids.from.flatMap((id, i) =>
    !kept.has(id) && there.includes(id)
      ? [{ at: there.indexOf(id), gap: gapOf(ids.from, kept, i) }]
      : [],
  );
  const change: ListChange = {
    replaced: new Map(),
    gone: new Set(),
    added: [],
  };
  const placed = new Map<number, number>();
  ids.to.forEach((id, i) => {
    const at = there.indexOf(id);
    if (at >= 0) {
      placed.set(i, at);
      return;
    }
    if (kept.has(id)) {
      return;
    }
    const gap = gapOf(ids.to, kept, i);
    const free = leaving.findIndex(
      each => each.gap === gap && isSingle(present[each.at]) && isSingle(to[i]),
    );
    if (free >= 0) {
      const [{ at: place }] = leaving.splice(free, 1);
      change.replaced.set(place, i);
      placed.set(i, place);
    } else {
      const before = [...placed].filter(([wanted]) => wanted < i).pop();
      change.added.push({ wanted: i, after: before?.[1] ?? -1 });
    }
  });
  leaving.forEach(({ at }) => change.gone.add(at));
  return change;
}

/**
 * Decides what of a list changes. Items are told apart by what people call them,
 * so that those which somebody added or moved stay where they are; only a list of
 * single values that nobody touched is brought into another order.
 */
export function planList(states: ListStates): ListChange {
  const { from, to, present } = states;
  return [...from, ...to].every(isSingle) &&
    isSame(from, present) &&
    !keepsOrder(identities(from), identities(to))
    ? changeByPlace(states)
    : changeByIdentity(states);
}
