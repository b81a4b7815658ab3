import fc from 'fast-check';
import { countLevels, filterByVerdict, LEVELS } from './filterByVerdict';

const items = [
  { name: 'JOBS/echo-workers', verdict: { level: 'warning' as const } },
  { name: 'JOBS/audit', verdict: { level: 'ok' as const } },
  { name: 'ORDERS/billing', verdict: { level: 'ok' as const } },
];
const nameOf = ({ name }: { name: string }) => name;

function names(text: string, ...levels: (typeof LEVELS)[number][]) {
  return filterByVerdict(items, { text, levels: new Set(levels) }, nameOf).map(
    nameOf,
  );
}

describe('filterByVerdict', () => {
  it('finds words in any case and order', () => {
    expect(names('audit jobs')).toEqual(['JOBS/audit']);
    expect(names(' Orders ')).toEqual(['ORDERS/billing']);
    expect(names('jobs billing')).toEqual([]);
  });

  it('keeps the levels asked for', () => {
    expect(names('', 'ok')).toEqual(['JOBS/audit', 'ORDERS/billing']);
    expect(names('jobs', 'ok', 'error')).toEqual(['JOBS/audit']);
  });

  it('keeps everything where nothing is asked for', () => {
    expect(names('')).toHaveLength(3);
  });

  it('finds every item by its own name, whatever that is', () => {
    fc.assert(
      fc.property(fc.string(), name => {
        const item = { name, verdict: { level: 'ok' as const } };
        expect(
          filterByVerdict([item], { text: name, levels: new Set() }, nameOf),
        ).toEqual([item]);
      }),
    );
  });
});

describe('countLevels', () => {
  it('counts each level', () => {
    expect(countLevels(items)).toEqual({
      error: 0,
      warning: 1,
      unknown: 0,
      info: 0,
      ok: 2,
    });
  });
});
