import { compareVerdicts } from '@nats-portal/plugin-nats-common';
import { byNumber } from '../status/byNumber';
import { FleetRow } from './FleetRow';

/** Used of limit, 0 to 1; undefined where there is none. */
function usedShare({ storage }: FleetRow): number | undefined {
  return storage?.limit ? storage.used / storage.limit : undefined;
}

/** Consumers that need a look. */
function troubled({ consumers }: FleetRow): number | undefined {
  return consumers && consumers.error + consumers.warning;
}

/** Sorts brokers by a column; descending by verdict is worst first, equals are in order of their names. */
export function sortBrokers(
  rows: readonly FleetRow[],
  column: string,
  direction: 'ascending' | 'descending',
): FleetRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const byName = (a: FleetRow, b: FleetRow) => a.name.localeCompare(b.name);
  const compare = (a: FleetRow, b: FleetRow) => {
    switch (column) {
      case 'verdict':
        return -sign * compareVerdicts(a.verdict, b.verdict);
      case 'storage':
        return byNumber(usedShare(a), usedShare(b), sign);
      case 'consumers':
        return byNumber(troubled(a), troubled(b), sign);
      default:
        return sign * byName(a, b);
    }
  };
  return [...rows].sort((a, b) => compare(a, b) || byName(a, b));
}
