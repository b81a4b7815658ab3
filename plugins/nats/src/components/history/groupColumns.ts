import { HistoryColumn, LongHistory } from '@nats-portal/plugin-nats-common';

/** Columns that share an axis. */
export interface ColumnGroup {
  unit: HistoryColumn['unit'];
  columns: HistoryColumn[];
}

/** The columns of one unit each, in the order of the answer; those of which nothing is known are left out. */
export function groupColumns({ columns }: LongHistory): ColumnGroup[] {
  const groups = new Map<HistoryColumn['unit'], HistoryColumn[]>();
  for (const column of columns) {
    if (column.values.some(value => value !== null)) {
      groups.set(column.unit, [...(groups.get(column.unit) ?? []), column]);
    }
  }
  return [...groups].map(([unit, of]) => ({ unit, columns: of }));
}

/** The end of each step, milliseconds since 1970. */
export function timesOf({ from, stepSeconds, columns }: LongHistory): number[] {
  const length = columns[0]?.values.length ?? 0;
  return Array.from({ length }, (_, i) => from + i * stepSeconds * 1000);
}
