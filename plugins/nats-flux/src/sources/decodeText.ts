import { InputError } from '@backstage/errors';

/**
 * Reads UTF-8, and nothing else.
 *
 * @param source - what the file is called in the error
 * @throws InputError for bytes that are no text
 */
export function decodeText(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(
      `${source} is no text in UTF-8; a generated repository holds text only`,
    );
  }
}
