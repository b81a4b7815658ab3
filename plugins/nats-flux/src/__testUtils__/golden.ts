import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** With `UPDATE_GOLDEN=1` golden files are written instead of compared. */
export const updatesGolden = process.env.UPDATE_GOLDEN === '1';

/** Writes a golden file. */
export function writeGolden(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Reads a golden file; an empty text where there is none. */
export function readGolden(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/**
 * The committed file that a text is held against. To be compared with `toBe`:
 * the diff is what a reviewer would see.
 */
export function golden(path: string, text: string): string {
  if (updatesGolden) {
    writeGolden(path, text);
  }
  return readGolden(path);
}
