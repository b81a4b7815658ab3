import { Key, ReactNode, useEffect, useMemo, useRef } from 'react';
import { DataRow } from './DataRow';
import { SortHeader } from './SortHeader';
import { toTracks } from './toTracks';
import { useContainerWidth } from './useContainerWidth';
import { useRovingRow } from './useRovingRow';
import { useRowWindow } from './useRowWindow';
import styles from './DataTable.module.css';

/** A column of a {@link DataTable}. */
export interface DataColumn<T> {
  id: string;
  label: string;
  /** Pixels at least, and its share of what is left. */
  width: { least: number; share: number };
  cell(row: T): ReactNode;
  isRowHeader?: boolean;
  isSortable?: boolean;
  isNumeric?: boolean;
  /** Its share of a row without room for columns; left out where absent. */
  narrow?: 'whole' | 'half';
}

/** By which column, and which way. A new object sorts anew. */
export interface DataSort<Column extends string = string> {
  column: Column;
  direction: 'ascending' | 'descending';
}

/** Properties of {@link DataTable}. */
export interface DataTableProps<T> {
  /** What the rows are. */
  label: string;
  columns: readonly DataColumn<T>[];
  /** In the order shown. */
  rows: readonly T[];
  keyOf(row: T): Key;
  /** Pixels of a row; `narrow` without room for columns. */
  rowHeight: { wide: number; narrow: number };
  sort?: DataSort;
  onSortChange?(sort: DataSort): void;
  /** How many rows there are, where not all of them are here. */
  total?: number;
  /** The last of the rows that are here comes into view. */
  onEnd?(): void;
  /** Makes rows a thing to open, by click and by key. */
  onOpen?(row: T): void;
}

/** Up to this many rows the table is as long as they are. */
const MAX_WHOLE_ROWS = 50;
/** So many rows before the last one it is time to ask for more. */
const BEFORE_END = 20;
/** Below this many pixels a row takes several lines instead of columns. */
const NARROW_WIDTH = 640;

/**
 * A table that holds ten thousand rows: only those in view exist. The one of
 * `@backstage/ui` builds every row at each refresh, virtualized or not; measured,
 * that is seconds.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { columns, rows, keyOf, rowHeight, sort, onSortChange, onOpen } = props;
  const { total = rows.length, onEnd } = props;
  const root = useRef<HTMLDivElement>(null);
  const narrow = useContainerWidth(root) < NARROW_WIDTH;
  const height = narrow ? rowHeight.narrow : rowHeight.wide;
  const whole = rows.length <= MAX_WHOLE_ROWS;
  const shown = useRowWindow({ root, count: rows.length, height, whole });
  const roving = useRovingRow({ root, count: rows.length, height });
  const indices = shown.includes(roving.active)
    ? shown
    : [...shown, roving.active].filter(index => index < rows.length);
  const atEnd =
    Math.max(roving.active, ...shown.slice(-1)) >= rows.length - BEFORE_END;
  useEffect(() => {
    if (atEnd) {
      onEnd?.();
    }
  }, [atEnd, rows.length, onEnd]);
  const tracks = useMemo(() => toTracks(columns), [columns]);
  const shownColumns = useMemo(
    () => (narrow ? columns.filter(column => column.narrow) : columns),
    [columns, narrow],
  );
  const leastWidth = narrow ? undefined : tracks.leastWidth;

  return (
    <div
      ref={root}
      role={onOpen ? 'grid' : 'table'}
      aria-label={props.label}
      aria-rowcount={total + 1}
      className={styles.root}
      data-narrow={narrow}
      data-whole={whole}
      onKeyDown={onOpen ? roving.onKeyDown : undefined}
    >
      <div
        role="rowgroup"
        className={styles.head}
        style={{ minWidth: leastWidth }}
      >
        <div
          role="row"
          aria-rowindex={1}
          className={styles.header}
          style={{ gridTemplateColumns: tracks.template }}
        >
          {shownColumns.map(column => (
            <SortHeader
              key={column.id}
              column={column}
              sort={sort}
              // Nobody sees the head there; what takes the focus must be seen.
              onSortChange={narrow ? undefined : onSortChange}
            />
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className={styles.body}
        style={{ height: height * rows.length, minWidth: leastWidth }}
      >
        {indices.map(index => (
          <DataRow
            key={keyOf(rows[index])}
            row={rows[index]}
            index={index}
            height={height}
            columns={shownColumns}
            template={tracks.template}
            onOpen={onOpen}
            active={index === roving.active}
            onFocus={roving.setActive}
          />
        ))}
      </div>
    </div>
  );
}
