import { PlannedItem } from '@nats-portal/plugin-nats-common';
import { summaryTable } from './summaryTable';

function stream(
  name: string,
  action: PlannedItem['action'],
  rest: Partial<PlannedItem> = {},
): PlannedItem {
  return { kind: 'stream', name, action, changes: [], ...rest };
}

describe('summaryTable', () => {
  it('has a line for each that changes, and one for those that do not', () => {
    const table = summaryTable([
      stream('A', 'create'),
      stream('LONG_NAME', 'update', {
        changes: [{ field: 'maxAge', from: '1h', to: '2h' }],
      }),
      stream('B', 'unchanged'),
      stream('C', 'refused', { reason: 'no room' }),
    ]);
    expect(table.split('\n')).toEqual([
      'action   kind    name       changes',
      'create   stream  A',
      'update   stream  LONG_NAME  maxAge: "1h" -> "2h"',
      'refused  stream  C          no room',
      '1 unchanged',
    ]);
  });

  it('is one line where nothing changes', () => {
    expect(summaryTable([stream('A', 'unchanged')])).toBe('1 unchanged');
  });

  it('counts what nobody would read', () => {
    const many = Array.from({ length: 250 }, (_, i) =>
      stream(`S${i}`, 'create'),
    );
    const lines = summaryTable(many).split('\n');
    expect(lines).toHaveLength(203);
    expect(lines[201]).toBe('and 50 more, as the output plan says');
  });
});
