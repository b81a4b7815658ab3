import { DataSort } from './DataTable';

/** A list of which a table has a part, because it is too long. */
export interface PartOfList<Column extends string> {
  /** Another one for another list. */
  key: string;
  /** Rows of all of it, a count. */
  total: number;
  sort: DataSort<Column>;
  onSortChange(sort: DataSort<Column>): void;
  /** The columns that all of it can be sorted by; any where absent. */
  sortable?: readonly Column[];
  /** Somebody has come to the last row. */
  onEnd(): void;
}
