/*
 * Expressions are the skeleton's. Only values of matchers and the number that
 * an expression ends in are set; whoever calls sees to it that a value is a name
 * of letters, digits, dashes and underscores, which PromQL need not escape.
 */

function matcher(label: string): RegExp {
  return new RegExp(`(\\b${label}=~?")([^"]*)(")`, 'g');
}

/** Sets the value of every matcher of a label. */
export function setMatcher(expr: string, label: string, value: string): string {
  return expr.replace(
    matcher(label),
    (_match, before: string, _old: string, after: string) =>
      before + value + after,
  );
}

/** Sets the value of those matchers of a label that ask for a certain value. */
export function replaceMatcher(
  expr: string,
  label: string,
  { from, to }: { from: string; to: string },
): string {
  return expr.replace(
    matcher(label),
    (match, before: string, old: string, after: string) =>
      old === from ? before + to + after : match,
  );
}

/** Sets the number that an expression compares with at its end. */
export function setThreshold(expr: string, threshold: number): string {
  return expr.replace(/[\d.]+\s*$/, String(threshold));
}

/** Makes an expression ask for one consumer, wherever it asks for one. */
export function ofConsumer(
  expr: string,
  consumer: { account: string; stream: string; consumer: string },
): string {
  return [
    ['account', consumer.account],
    ['stream_name', consumer.stream],
    ['consumer_name', consumer.consumer],
  ].reduce((text, [label, value]) => setMatcher(text, label, value), expr);
}
