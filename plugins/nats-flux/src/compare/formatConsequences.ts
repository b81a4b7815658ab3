import { quote } from '../settings/findings';
import { Consequence, ConsequenceSeverity, ValueChange } from './Consequence';
import { codeText, sentenceText } from './markdown';

const HEADINGS: Record<ConsequenceSeverity, string> = {
  error: 'Refused, lost or standing still unless done with care',
  warning: 'Worth knowing before',
  info: 'What else happens',
};

/** Values and objects that are listed one by one. */
const MOST_LISTED = 20;

const valueText = (value: unknown) =>
  value === undefined ? 'nothing' : codeText(quote(value));

function changeLine({ path, from, to }: ValueChange): string[] {
  return path === ''
    ? []
    : [`- ${codeText(path)}: ${valueText(from)} → ${valueText(to)}`];
}

function listed(lines: readonly string[]): string[] {
  const more = lines.length - MOST_LISTED;
  return more > 0
    ? [...lines.slice(0, MOST_LISTED), `- and ${more} more`]
    : [...lines];
}

function procedureLines({ procedure }: Consequence): string[] {
  return procedure.flatMap(({ text, command }, i) => [
    `${i + 1}. ${sentenceText(text)}`,
    ...(command
      ? ['', '   ~~~sh', `   ${command.replace(/[\r\n]+/g, ' ')}`, '   ~~~', '']
      : []),
  ]);
}

/** What is the same but for the object is said once. */
function sameText({ id, consequence, procedure }: Consequence): string {
  return JSON.stringify([id, consequence, procedure]);
}

function section(group: readonly Consequence[]): string[] {
  const [first] = group;
  const changes = listed(
    group.flatMap(each => each.changes.flatMap(changeLine)),
  );
  const procedure = procedureLines(first);
  return [
    ...listed(
      group.map(
        ({ object, file }) =>
          `**${sentenceText(object)}** in ${codeText(file)}  `,
      ),
    ),
    `${sentenceText(first.consequence)} (${codeText(first.id)})`,
    '',
    ...(changes.length > 0 ? [...changes, ''] : []),
    ...(procedure.length > 0 ? [...procedure, ''] : []),
  ];
}

/**
 * Writes consequences as Markdown for the description of a pull request: the worst
 * first, each with what changed and how to do it safely. Nothing in it that came
 * from a repository is acted upon.
 *
 * @public
 */
export function formatConsequences(
  consequences: readonly Consequence[],
): string {
  if (consequences.length === 0) {
    return 'The cluster notices nothing of this change.\n';
  }
  const lines = Object.entries(HEADINGS).flatMap(([severity, heading]) => {
    const groups = new Map<string, Consequence[]>();
    for (const consequence of consequences) {
      if (consequence.severity === severity) {
        const key = sameText(consequence);
        groups.set(key, [...(groups.get(key) ?? []), consequence]);
      }
    }
    return groups.size === 0
      ? []
      : [`### ${heading}`, '', ...[...groups.values()].flatMap(section)];
  });
  return `${lines.join('\n').trimEnd()}\n`;
}
