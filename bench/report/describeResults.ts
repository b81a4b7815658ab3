import { formatNumber } from '../harness/formatTable';
import { formatBound, isWithin } from '../harness/judgeRatio';
import { Result } from '../harness/Result';
import { markdownTable } from './markdownTable';

const ORDER = [
  'generate',
  'preview',
  'provision',
  'snapshot',
  'api',
  'autoscale',
  'broker',
  'portal',
];

function inOrder(results: readonly Result[]): Result[] {
  return [...results].sort(
    (a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name),
  );
}

function where({ at, machine, versions }: Result): string {
  const { processor, cores, memory, node, platform } = machine;
  const others = Object.entries(versions).map(([name, v]) => `${name} ${v}`);
  return [
    `Measured on ${at.slice(0, 10)}`,
    `${cores} × ${processor}`,
    `${memory} GiB`,
    platform,
    ['Node', node].join(' '),
    ...others,
  ].join(', ');
}

function ratioRows({ ratios }: Result): string[][] {
  return ratios.map(ratio => [
    ratio.name,
    formatNumber(ratio.value),
    formatBound(ratio),
    isWithin(ratio) ? '' : '**not met**',
  ]);
}

/** The table of numbers of the README: each beside its goal, and those that miss it said to. */
export function numbersTable(results: readonly Result[]): string {
  return markdownTable(
    [
      ['benchmark', 'what', 'measured', 'goal', ''],
      ...inOrder(results).flatMap(result =>
        ratioRows(result).map(row => [result.name, ...row]),
      ),
    ],
    ['left', 'left', 'right', 'right', 'left'],
  );
}

function section(result: Result): string {
  const { name, about, figures, notes, plot, ratios } = result;
  return [
    `## ${name}`,
    `${about[0].toUpperCase()}${about.slice(1)}.`,
    markdownTable(
      [
        ['', 'minimum', 'median', 'maximum', ''],
        ...figures.map(figure => [
          figure.name,
          formatNumber(figure.minimum),
          formatNumber(figure.median),
          formatNumber(figure.maximum),
          figure.unit === 'count' ? '' : figure.unit,
        ]),
      ],
      ['left', 'right', 'right', 'right', 'left'],
    ),
    ...(ratios.length > 0
      ? [
          markdownTable(
            [['', 'ratio', 'goal', ''], ...ratioRows(result)],
            ['left', 'right', 'right', 'left'],
          ),
        ]
      : []),
    ...(plot ? [`![${about}](../bench/results/${plot})`] : []),
    notes.map(note => `- ${note}`).join('\n'),
    where(result),
  ].join('\n\n');
}

/** All that was measured, as `docs/benchmarks.md`. */
export function benchmarksDocument(results: readonly Result[]): string {
  return `${[
    '# Benchmarks',
    'Made by `npm run bench`; `npm run bench -- <name>` does one. Times are those of one machine and differ on yours; ratios are of one run and should hold there too.',
    ...inOrder(results).map(section),
  ].join('\n\n')}\n`;
}
