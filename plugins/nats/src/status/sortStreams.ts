import { StreamStatus } from '@nats-portal/plugin-nats-common';
import { sortByColumn, Sorting } from './sortByColumn';

/** What the table of streams can be sorted by. */
export type StreamColumn =
  | 'stream'
  | 'verdict'
  | 'messages'
  | 'size'
  | 'replicas'
  | 'consumers'
  | 'storedPerSecond'
  | 'fullIn';

function numberOf(
  { state, verdict }: StreamStatus,
  column: StreamColumn,
): number | undefined {
  switch (column) {
    case 'size':
      return state?.bytes;
    case 'storedPerSecond':
      return verdict.storedPerSecond;
    case 'fullIn':
      return verdict.fullInSeconds;
    case 'messages':
    case 'replicas':
    case 'consumers':
      return state?.[column];
    default:
      return undefined;
  }
}

const SORTING: Sorting<StreamStatus, StreamColumn> = {
  nameColumn: 'stream',
  nameOf: ({ stream }) => stream,
  numberOf,
};

/**
 * Sorts streams by a column. Descending by verdict is worst first; equals are in
 * order of their names.
 */
export function sortStreams(
  streams: readonly StreamStatus[],
  column: StreamColumn,
  direction: 'ascending' | 'descending',
): StreamStatus[] {
  return sortByColumn(streams, SORTING, column, direction);
}
