import { GivenUpMessage } from './GivenUpMessage';

/** An advisory as servers of all versions since 2.2 write it; only what is read. */
interface MaxDeliveries {
  stream?: unknown;
  consumer?: unknown;
  stream_seq?: unknown;
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '';

/**
 * Reads the advisory of a message that reached maxDeliver.
 *
 * @returns undefined for what is none
 */
export function parseMaxDeliveries(
  text: string,
): Omit<GivenUpMessage, 'account'> | undefined {
  let advisory: MaxDeliveries | null;
  try {
    advisory = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { stream, consumer, stream_seq: sequence } = advisory ?? {};
  return isName(stream) && isName(consumer) && Number.isSafeInteger(sequence)
    ? { stream, consumer, sequence: sequence as number }
    : undefined;
}
