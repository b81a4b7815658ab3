import { sortByColumn, Sorting } from '../status/sortByColumn';
import { FleetRow } from './FleetRow';

/** What the table of brokers can be sorted by. */
export type BrokerColumn = 'name' | 'verdict' | 'storage' | 'consumers';

function numberOf(
  { storage, consumers }: FleetRow,
  column: BrokerColumn,
): number | undefined {
  switch (column) {
    case 'storage':
      return storage?.limit ? storage.used / storage.limit : undefined;
    case 'consumers':
      // Those that need a look.
      return consumers && consumers.error + consumers.warning;
    default:
      return undefined;
  }
}

const SORTING: Sorting<FleetRow, BrokerColumn> = {
  nameColumn: 'name',
  nameOf: ({ name }) => name,
  numberOf,
};

/** Sorts brokers by a column; descending by verdict is worst first, equals are in order of their names. */
export function sortBrokers(
  rows: readonly FleetRow[],
  column: BrokerColumn,
  direction: 'ascending' | 'descending',
): FleetRow[] {
  return sortByColumn(rows, SORTING, column, direction);
}
