/** Characters that Markdown, or a git host's own additions to it, act on. */
const ACTIVE = /[&<>[\]|*@#_~\\]/g;

/** A sentence as Markdown; what is between backticks stays code. */
export function sentenceText(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map(part =>
      part.startsWith('`')
        ? part
        : part.replace(ACTIVE, found => `&#${found.charCodeAt(0)};`),
    )
    .join('');
}

/** A text as code, whatever backticks it holds. */
export function codeText(text: string): string {
  const longest = Math.max(
    0,
    ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length),
  );
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}
