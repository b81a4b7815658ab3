import { compareVerdicts, StreamStatus } from '@nats-portal/plugin-nats-common';
import { byNumber } from './byNumber';

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

/** Made once: comparing two strings by themselves takes twenty times as long. */
const names = new Intl.Collator();

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

/**
 * Sorts streams by a column. Descending by verdict is worst first; equals are in
 * order of their names.
 */
export function sortStreams(
  streams: readonly StreamStatus[],
  column: StreamColumn,
  direction: 'ascending' | 'descending',
): StreamStatus[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const byName = (a: StreamStatus, b: StreamStatus) =>
    names.compare(a.stream, b.stream);
  return [...streams].sort((a, b) => {
    if (column === 'stream') {
      return sign * byName(a, b);
    }
    const order =
      column === 'verdict'
        ? -sign * compareVerdicts(a.verdict, b.verdict)
        : byNumber(numberOf(a, column), numberOf(b, column), sign);
    return order || byName(a, b);
  });
}
