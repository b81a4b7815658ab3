import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** With `UPDATE_GOLDEN=1` golden files are written instead of compared. */
export const updatesGolden = process.env.UPDATE_GOLDEN === '1';

/**
 * The committed file that a text is held against, an empty text where there is
 * none. To be compared with `toBe`: the diff is what a reviewer would see.
 */
export function golden(path: string, text: string): string {
  if (updatesGolden) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
