import { formatDuration } from './formatDuration';

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const rates = new Intl.NumberFormat('en-US', {
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});

/** Longer texts from outside are cut in a sentence: a finding is to be read. */
const MAX_QUOTED = 80;

/** A count with thousands separators. */
export function formatCount(count: number): string {
  // Most counts are small, and the formatter takes longer than all else in a verdict.
  return Number.isInteger(count) && count >= 0 && count < 1000
    ? String(count)
    : counts.format(count);
}

/** A signed rate with thousands separators: `+38`, `-1.5`, `0`. */
export function formatRate(rate: number): string {
  const size = Math.abs(rate);
  if (!(size < 999)) {
    return rates.format(rate);
  }
  // Rounds as the formatter does, which takes several times as long.
  const text = size.toFixed(1);
  const short = text.endsWith('.0') ? text.slice(0, -2) : text;
  const sign = rate > 0 ? '+' : '-';
  return short === '0' ? short : `${sign}${short}`;
}

/** A time span in a sentence, which is in English: `90 sec`, `3 min 10 sec`, `9 days`. */
export function formatSpan(milliseconds: number): string {
  return formatDuration(milliseconds / 1000);
}

/** A text from outside in quotes and on one line, with what cannot be seen written out. */
export function quote(text: string): string {
  const cut = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
  return JSON.stringify(cut).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu,
    hidden =>
      `\\u${hidden
        .codePointAt(0)!
        .toString(16)
        .toUpperCase()
        .padStart(4, '0')}`,
  );
}

/** A few of a list are to be read as well; the rest is counted. */
const MAX_LISTED = 5;

/** Texts from outside, each in quotes, and how many more there are. */
export function quoteSome(texts: readonly string[]): string {
  const some = texts.slice(0, MAX_LISTED).map(quote).join(', ');
  return texts.length > MAX_LISTED
    ? `${some} and ${formatCount(texts.length - MAX_LISTED)} more`
    : some;
}
