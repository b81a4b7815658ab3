import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { importsOf } from '../importsOf';

const PLUGINS = resolve(__dirname, '../../plugins');

/** Where the code of a package runs, by Backstage's role of it; what is no more than a library has none. */
const PLACES: Record<string, string> = {
  'frontend-plugin': 'browser',
  'backend-plugin': 'backend',
  'backend-plugin-module': 'backend',
  cli: 'terminal',
};

interface Package {
  /** Of its folder. */
  folder: string;
  /** As others import it. */
  name: string;
  place: string | undefined;
}

function packages(): Package[] {
  return readdirSync(PLUGINS).map(folder => {
    const { name, backstage } = JSON.parse(
      readFileSync(join(PLUGINS, folder, 'package.json'), 'utf8'),
    ) as { name: string; backstage: { role: string } };
    return { folder, name, place: PLACES[backstage.role] };
  });
}

/** Which package imports which, by the names of their folders; tests do not count. */
export function dependencies(): [from: string, to: string][] {
  const all = packages();
  return all.flatMap(({ folder, name }) => {
    const imported = importsOf(join(PLUGINS, folder, 'src'));
    return all
      .filter(other => other.name !== name && imported.includes(other.name))
      .map((other): [string, string] => [folder, other.folder]);
  });
}

/** That, as Mermaid draws it, by where the code runs. */
export function packageGraph(): string {
  const all = packages();
  const places = [...new Set(all.flatMap(({ place }) => place ?? []))].sort();
  const groups = places.flatMap(place => [
    `  subgraph ${place}`,
    ...all
      .filter(each => each.place === place)
      .map(({ folder }) => `    ${folder}`),
    '  end',
  ]);
  const edges = dependencies().map(([from, to]) => `  ${from} --> ${to}`);
  return ['```mermaid', 'graph TD', ...groups, ...edges, '```'].join('\n');
}
