import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What the README tells somebody to do who has a Backstage already. */
export interface AdoptionSteps {
  /** Packages that are added, by the workspace that they are added to, such as `packages/app`. */
  packages: Record<string, string[]>;
  /** What is to be written, by the file that its first line names. */
  files: Record<string, string>;
  /** Of `EntityPage.tsx` in an app of the former frontend system, with a comment where the rest stands. */
  entityPage: string;
}

const SECTION = /^## Add it to your Backstage\n([\s\S]*?)^## /m;
const BLOCK = /^```(\w+)\n([\s\S]*?)^```$/gm;
const ADD = /^yarn --cwd (\S+) add (.+)$/gm;
const ENTITY_PAGE =
  /^### Apps on `@backstage\/core-plugin-api`\n[\s\S]*?^```tsx\n([\s\S]*?)^```$/m;
const FILE = /^(?:\/\/|#) (\S+)\n/;

/**
 * Reads the steps of the README, and of that of the frontend.
 *
 * @throws Error for a block that says neither what to run nor which file it is for
 */
export function readAdoptionSteps(): AdoptionSteps {
  const read = (path: string) =>
    readFileSync(resolve(__dirname, '../..', path), 'utf8');
  const section = read('README.md').match(SECTION)?.[1] ?? '';
  const steps: AdoptionSteps = {
    packages: {},
    files: {},
    entityPage: read('plugins/nats/README.md').match(ENTITY_PAGE)?.[1] ?? '',
  };
  for (const [, language, text] of section.matchAll(BLOCK)) {
    const file = text.match(FILE);
    if (file) {
      steps.files[file[1]] = text.slice(file[0].length);
    } else if (language === 'sh') {
      for (const [, workspace, names] of text.matchAll(ADD)) {
        steps.packages[workspace] = names.split(' ');
      }
    } else {
      throw new Error(`For which file is this block of the README?\n${text}`);
    }
  }
  return steps;
}
