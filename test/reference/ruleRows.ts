import {
  MESSAGING_RULE_IDS,
  VERDICT_RULES,
} from '@nats-portal/plugin-nats-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FILE = resolve(__dirname, '../../plugins/nats-flux/src/lint/ruleIds.ts');

/** The ids of all checks of a repository, in order. */
export function lintRules(): string[] {
  const text = readFileSync(FILE, 'utf8');
  const list = text.slice(0, text.indexOf('} as const'));
  const ids = [...list.matchAll(/'([a-z][a-z0-9]*(?:-[a-z0-9]+)+)'/g)];
  return [
    ...new Set([...ids.map(([, id]) => id), ...MESSAGING_RULE_IDS]),
  ].sort();
}

/** The rules that a verdict may name. */
export function verdictRuleRows(): string[][] {
  return VERDICT_RULES.map(({ id, of, levels, says }) => [
    `\`${id}\``,
    of,
    levels.join(', '),
    says,
  ]);
}
