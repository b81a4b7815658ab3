import { Finding } from '@nats-portal/plugin-nats-common';

/** A finding that the cluster, the server or the catalog would refuse. */
export function error(id: string, path: string, message: string): Finding {
  return { id, severity: 'error', path, message };
}

/** A finding that works and is usually not meant. */
export function warning(id: string, path: string, message: string): Finding {
  return { id, severity: 'warning', path, message };
}

/** As `error` where there is a problem, for the value in front of it. */
export function errorIf(
  id: string,
  path: string,
  value: unknown,
  problem: string | undefined,
): Finding[] {
  return problem === undefined
    ? []
    : [error(id, path, `${quote(value)} ${problem}`)];
}

/** Longest part of a value that a message repeats, in characters. */
const MAX_QUOTE_LENGTH = 80;

/** A value as a message repeats it: quoted, escaped and cut. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_QUOTE_LENGTH
    ? `${text.slice(0, MAX_QUOTE_LENGTH)}…`
    : text;
}
