import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the repository. */
export const ROOT = resolve(__dirname, '../..');

/** What is written for people, by path from the root. */
export function documents(): string[] {
  const markdownIn = (folder: string) =>
    readdirSync(join(ROOT, folder))
      .filter(name => /^(?!report|cli-report).*\.md$/.test(name))
      .map(name => join(folder, name));
  const packages = readdirSync(join(ROOT, 'plugins')).map(name =>
    join('plugins', name),
  );
  return ['.', 'docs', 'skeleton', ...packages].flatMap(markdownIn);
}

/** The text of a document. */
export function readDocument(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The blocks of code in a document, each with the language that it names. */
export function codeBlocks(text: string): { language: string; code: string }[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(
    ([, language, code]) => ({ language, code }),
  );
}

/** A document without its code, in which nothing is a link or a heading. */
export function proseOf(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
}

/** What a link after `#` can name in a document: its headings, as git hosts write them. */
export function anchorsOf(text: string): string[] {
  return [
    ...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ +(.*)$/gm),
  ].map(([, heading]) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}
