import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PLUGINS = resolve(__dirname, '../../plugins');

/** Which package needs which, by the names of their folders. */
export function dependencies(): [from: string, to: string][] {
  const manifests = readdirSync(PLUGINS).map(folder => ({
    folder,
    ...(JSON.parse(
      readFileSync(join(PLUGINS, folder, 'package.json'), 'utf8'),
    ) as { name: string; dependencies: Record<string, string> }),
  }));
  return manifests.flatMap(({ folder, dependencies: needed }) =>
    manifests
      .filter(({ name }) => name in needed)
      .map((other): [string, string] => [folder, other.folder]),
  );
}

/** That, as Mermaid draws it. */
export function packageGraph(): string {
  const edges = dependencies().map(([from, to]) => `  ${from} --> ${to}`);
  return ['```mermaid', 'graph TD', ...edges, '```'].join('\n');
}
