import { useCallback, useState } from 'react';
import { useKeptOrder } from '../../hooks/useKeptOrder';
import { DataSort, DataTable, DataTableProps } from './DataTable';
import { PartOfList } from './PartOfList';

/** The order in which what is judged comes, until another is asked for. */
export const WORST_FIRST: DataSort<'verdict'> = {
  column: 'verdict',
  direction: 'descending',
};

/** Properties of {@link SortedTable}. */
export interface SortedTableProps<T, Column extends string>
  extends Pick<
    DataTableProps<T>,
    'label' | 'columns' | 'rows' | 'rowHeight' | 'onOpen'
  > {
  keyOf(row: T): string;
  /** Made once. */
  sortRows(
    rows: readonly T[],
    column: Column,
    direction: DataSort['direction'],
  ): T[];
  /** The list that the rows are a part of; absent where they are all. */
  part?: PartOfList<Column>;
}

/** A table that keeps the order of its rows while their numbers change, worst first until another is asked for. */
export function SortedTable<T, Column extends string>(
  props: SortedTableProps<T, Column | 'verdict'>,
) {
  const { rows, keyOf, sortRows, part, ...table } = props;
  const [own, setOwn] = useState<DataSort<Column | 'verdict'>>(WORST_FIRST);
  const sort = part?.sort ?? own;
  const onSortChange = part?.onSortChange ?? setOwn;
  const list = part?.key;
  const sorted = useCallback(
    (items: readonly T[]) => sortRows(items, sort.column, sort.direction),
    // The rows of another list are sorted anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [sortRows, sort, list],
  );
  return (
    <DataTable
      {...table}
      rows={useKeptOrder(rows, keyOf, sorted)}
      keyOf={keyOf}
      sort={sort}
      onSortChange={({ column, direction }) =>
        onSortChange({ column: column as Column, direction })
      }
      total={part?.total}
      onEnd={part?.onEnd}
    />
  );
}
