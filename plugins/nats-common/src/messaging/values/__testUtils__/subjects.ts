import fc from 'fast-check';

/** All concrete subjects over three tokens, up to four tokens long; `z` stands for what no pattern names. */
export const concrete = ['a', 'b', 'z'].flatMap(longer);

function longer(subject: string): string[] {
  return subject.split('.').length === 4
    ? [subject]
    : [subject, ...['a', 'b', 'z'].flatMap(t => longer(`${subject}.${t}`))];
}

/** The definition, without cleverness. */
export function matches(pattern: string, subject: string): boolean {
  const tokens = subject.split('.');
  const wanted = pattern.split('.');
  return wanted[wanted.length - 1] === '>'
    ? tokens.length >= wanted.length &&
        wanted.slice(0, -1).every((t, i) => t === '*' || t === tokens[i])
    : tokens.length === wanted.length &&
        wanted.every((t, i) => t === '*' || t === tokens[i]);
}

const token = fc.constantFrom('a', 'b', '*');
/** Any subject over two tokens and the wildcards, up to three tokens long. */
export const pattern = fc
  .tuple(fc.array(token, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([tokens, tail]) =>
    (tail ? [...tokens.slice(0, 2), '>'] : tokens).join('.'),
  );
