import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERDICT_RULES, VerdictRule } from './verdictRules';

const KINDS = ['consumer', 'stream', 'broker'] as const;
const README = join(__dirname, '../../README.md');
/** Judge copies and leaders of streams and consumers alike. */
const SHARED = ['judgeCopies.ts', 'judgeLeader.ts'];

const rulesOf = (kind: VerdictRule['of']) =>
  VERDICT_RULES.filter(({ of }) => of === kind);

function codeOf(kind: VerdictRule['of']): string {
  const names = readdirSync(join(__dirname, kind), {
    recursive: true,
    encoding: 'utf8',
  });
  return [
    ...names.map(name => join(kind, name)),
    ...(kind === 'broker' ? [] : SHARED),
  ]
    .filter(name => /(?<!\.test)\.ts$/.test(name))
    .map(name => readFileSync(join(__dirname, name), 'utf8'))
    .join('\n');
}

/** The ids that the code says: `rule: 'a'`, `rule: is ? 'a' : 'b'` and `unknown('a', …)`. */
function idsIn(code: string): string[] {
  const said = [
    ...code.matchAll(/\brule: [^,\n]*/g),
    ...code.matchAll(/\bunknown\('[^']*'/g),
  ].flatMap(([text]) => [...text.matchAll(/'([a-z-]+)'/g)]);
  return [...new Set(said.map(([, id]) => id))].sort();
}

/** As prettier writes it. */
function tableOf(rules: readonly VerdictRule[]): string {
  const rows = [
    ['rule', 'level', 'says'],
    ...rules.map(({ id, levels, says }) => [
      `\`${id}\``,
      levels.join(', '),
      says,
    ]),
  ];
  const widths = [0, 1, 2].map(i =>
    Math.max(...rows.map(row => row[i].length)),
  );
  const line = (cells: string[], fill = ' ') =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i], fill)).join(' | ')} |`;
  return [
    line(rows[0]),
    line(['', '', ''], '-'),
    ...rows.slice(1).map(row => line(row)),
  ].join('\n');
}

describe.each(KINDS)('the rules of a %s', kind => {
  it('are those that the code says', () => {
    expect(
      rulesOf(kind)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(idsIn(codeOf(kind)));
  });

  it('are in the README', () => {
    const text = readFileSync(README, 'utf8');
    const section = new RegExp(
      `(?<=\n## Verdicts on a ${kind}\n\n)[^]*?(?=\n*## )`,
    );
    const table = tableOf(rulesOf(kind));
    if (process.env.UPDATE_GOLDEN === '1') {
      writeFileSync(
        README,
        text.replace(section, () => `${table}\n\n`),
      );
    }
    expect(readFileSync(README, 'utf8').match(section)?.[0].trim()).toBe(table);
  });
});
