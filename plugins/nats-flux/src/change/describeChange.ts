import { codeText, sentenceText } from '../compare/markdown';
import { formatConsequences } from '../compare/formatConsequences';
import { changedSettings, ChangedSetting } from './changedSettings';
import { ChangedRepository, ChangeFinding } from './changeRepository';

/** Settings that a title names; more are counted. */
const MOST_NAMED = 3;

const written = (value: string | undefined) =>
  value === undefined ? 'nothing' : codeText(value);

function settingLine({ name, from, to }: ChangedSetting): string {
  return `- ${codeText(name)}: ${written(from)} → ${written(to)}`;
}

function findingLine({ file, line, path, message }: ChangeFinding): string {
  const place = file ? `${file}${line ? `:${line}` : ''}` : '';
  const where = [place, path].filter(Boolean).map(codeText).join(' ');
  return `- ${where}${where ? ': ' : ''}${sentenceText(message)}`;
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [`## ${heading}`, '', ...lines, ''] : [];
}

function titleOf(changes: readonly ChangedSetting[], subject: string): string {
  const names = changes.map(({ name }) => name);
  const what =
    names.length > MOST_NAMED
      ? `${names.length} settings`
      : names.join(', ') || 'nothing';
  return `Change ${what} of ${subject}`;
}

/**
 * Says what a change is and does, as a pull request or a commit says it.
 *
 * @returns a title of one line, and Markdown
 * @public
 */
export function describeChange(change: ChangedRepository): {
  title: string;
  description: string;
} {
  const { before, after, consequences, findings } = change;
  const settings = before && after ? changedSettings(before, after) : [];
  const subject = after ? `${after.name} on ${after.cluster}` : 'the broker';
  return {
    title: titleOf(settings, subject),
    description: [
      ...section('What changes', settings.map(settingLine)),
      ...section('What it does in the cluster', [
        formatConsequences(consequences).trimEnd(),
      ]),
      ...section('Worth a look', findings.map(findingLine)),
    ]
      .join('\n')
      .trimEnd()
      .concat('\n'),
  };
}
