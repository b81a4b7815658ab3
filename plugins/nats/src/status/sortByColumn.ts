import { compareVerdicts, Verdict } from '@nats-portal/plugin-nats-common';
import { byNumber } from './byNumber';

/** Made once: comparing two strings by themselves takes twenty times as long. */
const names = new Intl.Collator();

/** How something that is judged is sorted, whichever column is asked for. */
export interface Sorting<T, Column extends string> {
  /** The column of names; that of verdicts is `verdict`, and all others hold numbers. */
  nameColumn: Column;
  nameOf(item: T): string;
  /** Undefined where it is not known: that comes last either way. */
  numberOf(item: T, column: Column): number | undefined;
}

/** Sorts by a column. Descending by verdict is worst first; equals are in order of their names. */
export function sortByColumn<
  T extends { verdict: Pick<Verdict, 'level'> },
  Column extends string,
>(
  items: readonly T[],
  { nameColumn, nameOf, numberOf }: Sorting<T, Column>,
  column: Column,
  direction: 'ascending' | 'descending',
): T[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const byName = (a: T, b: T) => names.compare(nameOf(a), nameOf(b));
  return [...items].sort((a, b) => {
    if (column === nameColumn) {
      return sign * byName(a, b);
    }
    const order =
      column === 'verdict'
        ? -sign * compareVerdicts(a.verdict, b.verdict)
        : byNumber(numberOf(a, column), numberOf(b, column), sign);
    return order || byName(a, b);
  });
}
