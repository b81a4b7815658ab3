import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { DataColumn, DataSort } from './DataTable';
import styles from './DataTable.module.css';

function flipped(direction: DataSort['direction']): DataSort['direction'] {
  return direction === 'ascending' ? 'descending' : 'ascending';
}

/** The head of a column; where the column sorts, a button. */
export function SortHeader<T>(props: {
  column: DataColumn<T>;
  sort?: DataSort;
  onSortChange?: (sort: DataSort) => void;
}) {
  const { column, sort, onSortChange } = props;
  const direction = sort?.column === column.id ? sort.direction : undefined;
  const Arrow = direction === 'descending' ? RiArrowDownLine : RiArrowUpLine;
  return (
    <div
      role="columnheader"
      aria-sort={column.isSortable ? direction ?? 'none' : undefined}
      className={styles.cell}
      data-numeric={column.isNumeric}
    >
      {column.isSortable && onSortChange ? (
        <button
          type="button"
          className={styles.sorter}
          data-sorted={direction !== undefined}
          onClick={() =>
            onSortChange({
              column: column.id,
              // The largest number is what one looks for, and the first name.
              direction: direction
                ? flipped(direction)
                : (column.isNumeric && 'descending') || 'ascending',
            })
          }
        >
          {column.label}
          <Arrow size={14} aria-hidden="true" />
        </button>
      ) : (
        column.label
      )}
    </div>
  );
}
