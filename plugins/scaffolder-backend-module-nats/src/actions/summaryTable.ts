import { PlannedItem } from '@nats-portal/plugin-nats-common';

/** Rows that somebody reads; the output of the action has all. */
const MOST_ROWS = 200;

function describe({ changes, reason }: PlannedItem): string {
  const fields = changes.map(
    ({ field, from, to }) =>
      `${field}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`,
  );
  return [...(reason ? [reason] : []), ...fields].join(', ');
}

/**
 * What was done, or would be, as a table for a log: a line for each asset that
 * changes, those that stay in one.
 */
export function summaryTable(items: readonly PlannedItem[]): string {
  const changing = items.filter(({ action }) => action !== 'unchanged');
  const rows = changing
    .slice(0, MOST_ROWS)
    .map(item => [item.action, item.kind, item.name, describe(item)]);
  const table = [['action', 'kind', 'name', 'changes'], ...rows];
  const widths = [0, 1, 2].map(column =>
    Math.max(...table.map(row => row[column].length)),
  );
  const lines = table.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const more = changing.length - rows.length;
  const rest = [
    ...(more > 0 ? [`and ${more} more, as the output plan says`] : []),
    `${items.length - changing.length} unchanged`,
  ];
  return [...(rows.length > 0 ? lines : []), ...rest].join('\n');
}
