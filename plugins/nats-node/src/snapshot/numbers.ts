const NANOSECONDS = 1e6;

/** What is no count of bytes stands for "no limit": -1, or its bits as an unsigned number (2^64 - 1). */
export function limitOf(bytes: number | undefined): number | undefined {
  return bytes === undefined || bytes < 0 || !Number.isSafeInteger(bytes)
    ? undefined
    : bytes;
}

/** A limit in settings: -1 where there is none. */
export function settingOf(limit: number | undefined): number {
  return limitOf(limit) ?? -1;
}

/** Milliseconds since 1970 of an RFC 3339 time; Go writes a time that is not set as the year 1. */
export function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const time = Date.parse(text);
  return Number.isNaN(time) || time <= 0 ? undefined : time;
}

/** Milliseconds of nanoseconds. */
export function millisecondsOf(nanoseconds: number | undefined): number {
  return (nanoseconds ?? 0) / NANOSECONDS;
}

/**
 * Says which counter cannot be: beyond 2^53 a number is not exact any more, and a server
 * that counts below zero writes one near 2^64.
 */
export function explainBadCounter(
  counters: Readonly<Record<string, number | undefined>>,
): string | undefined {
  // One of each row: entries would cost more than all else that is read of it.
  for (const name of Object.keys(counters)) {
    const value = counters[name];
    if (value !== undefined && (!Number.isSafeInteger(value) || value < 0)) {
      return `the server says that ${name} is ${value}, which cannot be counted with`;
    }
  }
  return undefined;
}
