import {
  fillingStream,
  streamStatus,
  unseenStream,
} from '../__testUtils__/statuses';
import { sortStreams, StreamColumn } from './sortStreams';

const all = [streamStatus('ORDERS'), unseenStream, fillingStream];

function names(
  column: StreamColumn,
  direction: 'ascending' | 'descending' = 'descending',
) {
  return sortStreams(all, column, direction).map(({ stream }) => stream);
}

describe('sortStreams', () => {
  it('sorts by verdict, worst first', () => {
    expect(names('verdict')).toEqual(['JOBS', 'AUDIT', 'ORDERS']);
    expect(names('verdict', 'ascending')).toEqual(['ORDERS', 'AUDIT', 'JOBS']);
  });

  it('sorts by name', () => {
    expect(names('stream', 'ascending')).toEqual(['AUDIT', 'JOBS', 'ORDERS']);
    expect(names('stream')).toEqual(['ORDERS', 'JOBS', 'AUDIT']);
  });

  it.each(['messages', 'size'] as const)(
    'sorts by %s, what is not known last either way',
    column => {
      expect(names(column)).toEqual(['JOBS', 'ORDERS', 'AUDIT']);
      expect(names(column, 'ascending')).toEqual(['ORDERS', 'JOBS', 'AUDIT']);
    },
  );

  it('sorts by the forecast, what is not filling up last', () => {
    expect(names('fullIn', 'ascending')).toEqual(['JOBS', 'AUDIT', 'ORDERS']);
  });
});
