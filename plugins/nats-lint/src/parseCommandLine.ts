import { explainUnknownRules } from '@nats-portal/plugin-nats-flux';
import { parseArgs } from 'node:util';
import { Command, FAIL_ON, FORMATS } from './Command';

/** What the command line asks for, or everything that is wrong with it. */
export type CommandLine =
  | { print: 'help' | 'version' }
  | { command: Command }
  | { mistakes: string[] };

const OPTIONS = {
  'fail-on': { type: 'string' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  ignore: { type: 'string', multiple: true },
  version: { type: 'boolean' },
} as const;

function typeOf(name: string): 'string' | 'boolean' | undefined {
  return Object.entries(OPTIONS).find(([known]) => known === name)?.[1].type;
}

/** Reads the arguments behind the name of the command. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    // Strict, it would stop at the first mistake.
    strict: false,
    tokens: true,
  });
  const mistakes: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'option') {
      const type = typeOf(token.name);
      if (!type) {
        mistakes.push(`there is no option ${token.rawName}`);
      } else if (type === 'string' && token.value === undefined) {
        mistakes.push(`${token.rawName} needs a value`);
      } else if (type === 'boolean' && token.value !== undefined) {
        mistakes.push(`${token.rawName} takes no value`);
      }
    }
  }
  function oneOf<T extends string>(
    name: keyof typeof OPTIONS,
    choices: readonly [T, ...T[]],
  ): T {
    const { [name]: value } = values;
    const found = choices.find(choice => choice === value);
    if (!found && typeof value === 'string') {
      mistakes.push(
        `--${name} is one of ${choices.join(', ')}, not ${JSON.stringify(
          value,
        )}`,
      );
    }
    return found ?? choices[0];
  }
  const command: Command = {
    folder: positionals[0] ?? '.',
    failOn: oneOf('fail-on', FAIL_ON),
    format: oneOf('format', FORMATS),
    ignore: [values.ignore]
      .flat()
      .flatMap(ids => (typeof ids === 'string' ? ids.split(',') : []))
      .map(id => id.trim())
      .filter(Boolean),
  };
  mistakes.push(
    ...explainUnknownRules(command.ignore).map(
      mistake => `--ignore: ${mistake}`,
    ),
  );
  if (positionals.length > 1) {
    mistakes.push(
      `one folder is checked at a time, not ${
        positionals.length
      }: ${positionals.join(' ')}`,
    );
  }
  if (mistakes.length > 0) {
    return { mistakes };
  }
  if (values.help) {
    return { print: 'help' };
  }
  return values.version ? { print: 'version' } : { command };
}
