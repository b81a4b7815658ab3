import { checkFolder, NotCheckedError } from './checkFolder';
import { Command } from './Command';
import { formatText } from './formatText';
import { help } from './help';
import { parseCommandLine } from './parseCommandLine';
import { printable } from './printable';
import { Report } from './Report';
import { version } from './version';

/** Where a command writes. */
export interface Streams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

/** Exit codes, as linters have them. */
const PASSED = 0;
const FAILED = 1;
const NOT_CHECKED = 2;

function exitCode(
  { errors, warnings, unread }: Report,
  failOn: Command['failOn'],
): number {
  if (unread.length > 0) {
    return NOT_CHECKED;
  }
  const fatal = {
    error: errors,
    warning: errors + warnings,
    never: 0,
  }[failOn];
  return fatal > 0 ? FAILED : PASSED;
}

/**
 * Does what the command line asks for.
 *
 * @param args - the arguments behind the name of the command
 * @returns the exit code
 */
export async function main(
  args: readonly string[],
  { stdout, stderr }: Streams,
): Promise<number> {
  const complain = (text: string) =>
    stderr.write(`nats-lint: ${printable(text)}\n`);
  const line = parseCommandLine(args);
  if ('mistakes' in line) {
    [...line.mistakes, 'nats-lint --help says what there is'].forEach(complain);
    return NOT_CHECKED;
  }
  if ('print' in line) {
    stdout.write(line.print === 'help' ? help : `${version()}\n`);
    return PASSED;
  }
  const { command } = line;
  try {
    const report = await checkFolder(command);
    stdout.write(
      command.format === 'json'
        ? `${JSON.stringify(report, undefined, 2)}\n`
        : formatText(report),
    );
    report.unread.forEach(({ file, reason }) =>
      complain(`${file} was not checked: ${reason}`),
    );
    return exitCode(report, command.failOn);
  } catch (error) {
    if (error instanceof NotCheckedError) {
      complain(error.message);
      return NOT_CHECKED;
    }
    throw error;
  }
}
