import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { RepositoryFile } from '@nats-portal/plugin-nats-flux';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Permissions of what Git calls executable, and of all else. */
const MODES = { executable: 0o755, plain: 0o644 };

/**
 * Writes files below a folder, which is made where it is missing, by their paths inside it.
 *
 * @throws NotAllowedError for a path that leads out of the folder
 */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, RepositoryFile>,
  signal?: AbortSignal,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, { content, executable }] of files) {
    signal?.throwIfAborted();
    const target = resolveSafeChildPath(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content, {
      mode: executable ? MODES.executable : MODES.plain,
    });
  }
}
