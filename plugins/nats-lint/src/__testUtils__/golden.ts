import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A text of a file, and what stands in its place after an edit by hand. */
export type Edit = [file: string, from: string, to: string];

/** The repository that is generated for an example cluster. */
export function goldenFolder(cluster: string): string {
  return resolve(__dirname, '../../../nats-flux/src/__golden__', cluster);
}

/** Copies the repository for minicloud in place of a folder, and edits it. */
export function copyGolden(to: string, edits: readonly Edit[] = []): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(goldenFolder('minicloud'), to, { recursive: true });
  for (const [file, from, text] of edits) {
    const path = join(to, file);
    const content = readFileSync(path, 'utf8');
    if (!content.includes(from)) {
      throw new Error(`no ${JSON.stringify(from)} in ${file}`);
    }
    writeFileSync(
      path,
      content.replace(from, () => text),
    );
  }
}
