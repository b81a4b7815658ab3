import { memo, MouseEvent } from 'react';
import type { DataColumn } from './DataTable';
import styles from './DataTable.module.css';

/** Properties of {@link DataRow}. */
export interface DataRowProps<T> {
  row: T;
  index: number;
  /** Pixels. */
  height: number;
  columns: readonly DataColumn<T>[];
  /** The tracks of the columns. */
  template: string;
  onOpen?: (row: T) => void;
  /** Reached by Tab; the others by arrow keys. */
  active: boolean;
  onFocus(index: number): void;
}

/** Selecting text to copy it is no wish to open the row. */
function isSelecting(): boolean {
  return Boolean(window.getSelection()?.toString());
}

function Row<T>(props: DataRowProps<T>) {
  const { row, index, height, columns, template, onOpen, active, onFocus } =
    props;
  function onClick(event: MouseEvent) {
    const onControl = (event.target as Element).closest('a, button');
    if (onOpen && !onControl && !isSelecting()) {
      onOpen(row);
    }
  }
  return (
    // The button in the row header is what keyboards and screen readers use.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      className={styles.row}
      data-openable={onOpen !== undefined}
      data-odd={index % 2 === 1}
      style={{
        gridTemplateColumns: template,
        height,
        transform: `translateY(${index * height}px)`,
      }}
      onClick={onOpen && onClick}
    >
      {columns.map(column => (
        <div
          key={column.id}
          role={cellRole(column, onOpen !== undefined)}
          className={styles.cell}
          data-numeric={column.isNumeric}
          data-narrow={column.narrow}
          data-label={column.label}
        >
          {column.isRowHeader && onOpen ? (
            <button
              type="button"
              className={styles.opener}
              data-row={index}
              tabIndex={active ? 0 : -1}
              onFocus={() => onFocus(index)}
              onClick={() => onOpen(row)}
            >
              {column.cell(row)}
            </button>
          ) : (
            column.cell(row)
          )}
        </div>
      ))}
    </div>
  );
}

function cellRole(column: { isRowHeader?: boolean }, inGrid: boolean) {
  if (column.isRowHeader) {
    return 'rowheader';
  }
  return inGrid ? 'gridcell' : 'cell';
}

/** A row, drawn anew only when something in it is new. */
export const DataRow = memo(Row) as typeof Row;
