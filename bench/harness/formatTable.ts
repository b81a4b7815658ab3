import { Figure, Measured } from './Benchmark';
import { formatBound, isWithin } from './judgeRatio';
import { summarize } from './statistics';

/** Three digits that count, and no more than people read. */
export function formatNumber(value: number): string {
  if (Math.abs(value) >= 100) {
    return Math.round(value).toLocaleString('en-US');
  }
  return String(Number(value.toPrecision(3)));
}

function figureRow({ name, unit, values }: Figure): string[] {
  const { minimum, median, maximum } = summarize(values);
  return [
    name,
    ...[minimum, median, maximum].map(formatNumber),
    unit === 'count' ? '' : unit,
  ];
}

function align(rows: string[][]): string {
  const widths = rows[0].map((_, i) =>
    Math.max(...rows.map(row => [...row[i]].length)),
  );
  const pad = (cell: string, i: number) => {
    const space = ' '.repeat(widths[i] - [...cell].length);
    return i === 0 ? cell + space : space + cell;
  };
  return rows.map(row => row.map(pad).join('  ').trimEnd()).join('\n');
}

/** What was measured, as one table of figures and one of ratios. */
export function formatTable({ figures, ratios, notes = [] }: Measured): string {
  const parts = [
    align([
      ['', 'minimum', 'median', 'maximum', ''],
      ...figures.map(figureRow),
    ]),
  ];
  if (ratios.length > 0) {
    parts.push(
      align([
        ['', 'ratio', 'bound', ''],
        ...ratios.map(ratio => [
          ratio.name,
          formatNumber(ratio.value),
          formatBound(ratio),
          isWithin(ratio) ? '' : 'OUT OF BOUNDS',
        ]),
      ]),
    );
  }
  return [...parts, ...notes].join('\n\n');
}
