/** What a POSIX shell takes as it stands. */
const PLAIN = /^[\w%+,./:=@-]+$/;

function shellQuote(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command of the `nats` tool. Names come from brokers, so that a shell must not read them. */
export function natsCommand(...words: (string | number)[]): string {
  return ['nats', ...words.map(word => shellQuote(String(word)))].join(' ');
}
