import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Skeleton } from '../RepositoryFile';
import { parsePlatformDefaults } from '../settings/parsePlatformDefaults';
import { PlatformDefaults } from '../settings/PlatformDefaults';
import { readLocalSkeleton } from '../sources/readLocalSkeleton';
import { toSkeleton } from '../sources/toSkeleton';

const root = resolve(__dirname, '../../../..');

/** The skeleton that this repository ships. */
export async function theSkeleton(): Promise<Skeleton> {
  return toSkeleton(await readLocalSkeleton(resolve(root, 'skeleton')));
}

/** The defaults that this repository ships. */
export function theDefaults(): PlatformDefaults {
  const path = 'templates/defaults.yaml';
  return parsePlatformDefaults(readFileSync(resolve(root, path), 'utf8'), path);
}
