import { formatCount } from '../../words';
import { hasUnseenCharacter } from './subjects';

/** The server's limit for names of streams and consumers, in bytes of UTF-8 (run, nats-server 2.15.1). */
const MAX_NAME_BYTES = 255;

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes +=
      1 + Number(code > 0x7f) + Number(code > 0x7ff) + Number(code > 0xffff);
  }
  return bytes;
}

/** Says what is wrong with the name of a stream or consumer, or `undefined` for a good one. */
export function explainInvalidName(name: string): string | undefined {
  if (name === '') {
    return 'is empty';
  }
  if (/[ \t\r\n\f.*>\\/]/.test(name)) {
    return 'contains white space or one of . * > \\ / and the server refuses it (10052); leave these out';
  }
  if (hasUnseenCharacter(name)) {
    return 'contains a character that nobody can see, so that nobody could type the name again; leave it out';
  }
  const bytes = utf8Length(name);
  return bytes > MAX_NAME_BYTES
    ? `is ${formatCount(
        bytes,
      )} bytes long; the server takes ${MAX_NAME_BYTES} (10052); shorten it`
    : undefined;
}

/** The clients' rule for names of buckets (ADR-8, ADR-20). */
const BUCKET = /^[A-Za-z0-9_-]+$/;

/** What the longer of `KV_` and `OBJ_` leaves of a stream's name. */
const MAX_BUCKET_LENGTH = MAX_NAME_BYTES - 'OBJ_'.length;

/** Says what is wrong with the name of a bucket, or `undefined` for a good one. */
export function explainInvalidBucket(name: string): string | undefined {
  if (name === '') {
    return 'is empty';
  }
  if (!BUCKET.test(name)) {
    return 'has other characters than letters, digits, - and _, and clients refuse it; leave these out';
  }
  return name.length > MAX_BUCKET_LENGTH
    ? `is ${formatCount(
        name.length,
      )} characters long; with its prefix the server takes ${MAX_BUCKET_LENGTH} (10052); shorten it`
    : undefined;
}
