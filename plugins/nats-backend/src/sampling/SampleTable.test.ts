import fc from 'fast-check';
import { SampleTable } from './SampleTable';

const shape = { at: 'f64', size: 'u32' } as const;
const tableOf = (capacity: number) =>
  new SampleTable({ shape, present: 'at', capacity });

type Step = { row: number; value: number | 'clear' }[];

/** The samples of a row, newest first, with gaps. */
function rowOf(table: ReturnType<typeof tableOf>, row: number) {
  return Array.from({ length: table.capacity }, (_, ago) =>
    table.has(row, ago) ? table.read(row, ago, 'size') : undefined,
  );
}

describe('SampleTable', () => {
  it('keeps what plain lists would keep', () => {
    const steps: fc.Arbitrary<Step[]> = fc.array(
      fc.array(
        fc.record({
          row: fc.nat(2),
          value: fc.oneof(fc.nat(1e6), fc.constant('clear' as const)),
        }),
        { maxLength: 4 },
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 6 }), (list, capacity) => {
        const table = tableOf(capacity);
        const rows = [0, 1, 2].map(() => table.addRow());
        const plain: (number | undefined)[][] = rows.map(() =>
          Array(capacity).fill(undefined),
        );
        for (const round of list) {
          table.nextRound();
          plain.forEach(row => {
            row.unshift(undefined);
            row.pop();
          });
          for (const { row, value } of round) {
            if (value === 'clear') {
              table.clear(rows[row]);
              plain[row].fill(undefined);
            } else {
              table.write(rows[row], { at: 1, size: value });
              plain[row][0] = value;
            }
          }
        }
        expect(rows.map(row => rowOf(table, row))).toEqual(plain);
      }),
    );
  });

  it('has as many rows as are wanted, and uses those that were given back', () => {
    const table = tableOf(2);
    const rows = Array.from({ length: 200 }, () => table.addRow());
    table.nextRound();
    rows.forEach(row => table.write(row, { at: row, size: row }));
    expect(rows.map(row => table.read(row, 0, 'size'))).toEqual(rows);
    const before = table.bytes;
    rows.forEach(row => table.freeRow(row));
    const again = Array.from({ length: 200 }, () => table.addRow());
    expect(table.bytes).toBe(before);
    expect(again.some(row => table.has(row, 0))).toBe(false);
  });

  it('copies a row of a table that keeps more or less', () => {
    const [short, long] = [tableOf(3), tableOf(5)];
    const [from, to] = [short.addRow(), long.addRow()];
    for (let i = 1; i <= 4; i++) {
      short.nextRound();
      long.nextRound();
      short.write(from, { at: i, size: i });
    }
    long.copyRow(to, short, from);
    expect(rowOf(long, to)).toEqual([4, 3, 2, undefined, undefined]);
    const back = short.addRow();
    short.copyRow(back, long, to);
    expect(rowOf(short, back)).toEqual([4, 3, 2]);
  });
});
