import { HistoryColumn, LongHistory } from '@nats-portal/plugin-nats-common';
import { groupColumns, timesOf } from './groupColumns';

const column = (
  name: string,
  unit: HistoryColumn['unit'],
  values: (number | null)[],
): HistoryColumn => ({ name, unit, of: 'highest', values });

const history: LongHistory = {
  broker: 'local',
  range: '6h',
  source: 'prometheus',
  from: 60_000,
  stepSeconds: 30,
  columns: [
    column('backlog', 'messages', [1, null]),
    column('deliveredPerSecond', 'messages/s', [null, 0.5]),
    column('inFlight', 'messages', [null, 3]),
    column('redelivered', 'messages', [null, null]),
  ],
};

describe('groupColumns', () => {
  it('puts together what shares an axis, and leaves out what nobody knows', () => {
    expect(
      groupColumns(history).map(({ unit, columns }) => [
        unit,
        ...columns.map(({ name }) => name),
      ]),
    ).toEqual([
      ['messages', 'backlog', 'inFlight'],
      ['messages/s', 'deliveredPerSecond'],
    ]);
  });

  it('is empty where there is nothing', () => {
    expect(groupColumns({ ...history, columns: [] })).toEqual([]);
  });
});

describe('timesOf', () => {
  it('is the end of each step', () => {
    expect(timesOf(history)).toEqual([60_000, 90_000]);
    expect(timesOf({ ...history, columns: [] })).toEqual([]);
  });
});
