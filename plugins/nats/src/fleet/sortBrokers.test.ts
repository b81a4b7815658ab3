import { fleetBroker, leaderlessBroker } from '../__testUtils__/statuses';
import { BrokerColumn, sortBrokers } from './sortBrokers';

const full = fleetBroker({
  name: 'full',
  storage: { used: 9, reserved: 0, limit: 10 },
});
const rows = [
  fleetBroker({ name: 'b', storage: undefined, consumers: undefined }),
  full,
  fleetBroker({ name: 'a' }),
  leaderlessBroker,
];

const sorted = (column: BrokerColumn, direction: 'ascending' | 'descending') =>
  sortBrokers(rows, column, direction).map(({ name }) => name);

describe('sortBrokers', () => {
  it('puts the worst first, then by name', () => {
    expect(sorted('verdict', 'descending')).toEqual([
      'minicloud-nats',
      'a',
      'b',
      'full',
    ]);
  });

  it('puts the fullest first, and what is not known last either way', () => {
    expect(sorted('storage', 'descending')[0]).toBe('full');
    expect(sorted('storage', 'descending')[3]).toBe('b');
    expect(sorted('storage', 'ascending')[3]).toBe('b');
  });

  it('counts consumers that need a look', () => {
    expect(sorted('consumers', 'descending')[0]).toBe('minicloud-nats');
    expect(sorted('consumers', 'ascending')[3]).toBe('b');
  });

  it('sorts by name', () => {
    expect(sorted('name', 'descending')[0]).toBe('minicloud-nats');
  });
});
