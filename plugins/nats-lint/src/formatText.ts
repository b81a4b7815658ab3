import { RepositoryFinding } from '@nats-portal/plugin-nats-flux';
import { join } from 'node:path';
import { printable } from './printable';
import { Report } from './Report';

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** Lines whose columns stand below each other; the last column is as long as it is. */
function align(rows: readonly string[][]): string {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows
    .map(row =>
      [
        ...row.slice(0, -1).map((cell, column) => cell.padEnd(widths[column])),
        ...row.slice(-1),
      ].join('  '),
    )
    .join('\n');
}

/**
 * A report for people: a line for each finding, a group for each file. Places
 * begin with the folder as it was given, so that a terminal opens them.
 */
export function formatText({
  folder,
  objects,
  errors,
  warnings,
  findings,
}: Report): string {
  const byFile = new Map<string, RepositoryFinding[]>();
  for (const finding of findings) {
    byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  }
  const groups = [...byFile.values()].map(group =>
    align(
      group.map(({ file, line, column, severity, id, path, message }) => [
        printable(`${join(folder, file)}:${line}:${column}`),
        severity,
        id,
        printable(path ? `${path}: ${message}` : message),
      ]),
    ),
  );
  const summary = [
    count(objects, 'object'),
    count(errors, 'error'),
    count(warnings, 'warning'),
  ].join(', ');
  return [...groups, summary].map(group => `${group}\n`).join('\n');
}
