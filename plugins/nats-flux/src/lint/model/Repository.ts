import { posix } from 'node:path';
import { RepositoryFile } from '../../RepositoryFile';
import { RepositoryFinding } from '../RepositoryFinding';
import { textAt } from './data';
import { isYaml } from './isYaml';
import {
  isKustomizationFile,
  KustomizationList,
  kustomizationListOf,
} from './KustomizationList';
import { Manifest } from './Manifest';
import { chartOf, NatsRelease, natsReleaseOf } from './NatsRelease';
import { parseManifests } from './parseManifests';

/** A Kustomization of Flux, with the objects that it applies. */
export interface FluxKustomization {
  manifest: Manifest;
  /** Folder in the repository, as far as it is this one. */
  folder: string;
  applies: Manifest[];
}

/** A repository as the rules see it. Every file is parsed once. */
export interface Repository {
  /** Paths of all files. */
  paths: ReadonlySet<string>;
  /** Every object but kustomization.yaml. */
  manifests: Manifest[];
  /** Parts of objects, which kustomize lays over others. */
  patches: Manifest[];
  lists: KustomizationList[];
  fluxKustomizations: FluxKustomization[];
  natsReleases: NatsRelease[];
  /** What could not be read. */
  unreadable: RepositoryFinding[];
  /** The objects of a kind. */
  of(group: string, ...kinds: string[]): readonly Manifest[];
}

/** The group of NACK's kinds. */
export const JETSTREAM = 'jetstream.nats.io';

/** Groups of the kinds that rules look at. */
export const GROUPS = {
  certManager: 'cert-manager.io',
  fluxKustomize: 'kustomize.toolkit.fluxcd.io',
  helm: 'helm.toolkit.fluxcd.io',
  jetStream: JETSTREAM,
  keda: 'keda.sh',
  source: 'source.toolkit.fluxcd.io',
} as const;

/** Folders that Flux does not read as objects: hidden ones, and the templates of charts. */
function isForeign(path: string, charts: readonly string[]): boolean {
  return (
    path.split('/').some(part => part.startsWith('.') && part.length > 1) ||
    charts.some(folder => path.startsWith(`${folder}templates/`))
  );
}

/** Files that a folder's Kustomization reaches: those its lists name, or all where there is no list. */
function filesBelow(
  folder: string,
  { lists, files }: { lists: Map<string, KustomizationList>; files: string[] },
  seen: Set<string>,
): string[] {
  if (seen.has(folder)) {
    return [];
  }
  seen.add(folder);
  const list = lists.get(folder);
  if (!list) {
    const prefix = folder === '.' ? '' : `${folder}/`;
    return files.filter(path => path.startsWith(prefix));
  }
  return list.listed.flatMap(({ target }) =>
    isYaml(target) ? [target] : filesBelow(target, { lists, files }, seen),
  );
}

/** Gives every object the namespace that kustomize or Flux will put it into. */
function settleNamespaces(
  byFile: ReadonlyMap<string, Manifest[]>,
  lists: KustomizationList[],
): void {
  const byFolder = new Map(lists.map(list => [list.folder, list]));
  // Inner lists first: the outer one has the last word.
  const inner = [...lists].sort((a, b) => b.folder.length - a.folder.length);
  for (const { folder, namespace } of inner) {
    if (namespace) {
      const reached = filesBelow(
        folder,
        { lists: byFolder, files: [] },
        new Set(),
      );
      for (const manifest of reached.flatMap(path => byFile.get(path) ?? [])) {
        manifest.namespace = namespace;
      }
    }
  }
}

function fluxKustomizationsOf(
  manifests: readonly Manifest[],
  byFile: ReadonlyMap<string, Manifest[]>,
  lists: KustomizationList[],
): FluxKustomization[] {
  const byFolder = new Map(lists.map(list => [list.folder, list]));
  return manifests
    .filter(
      ({ group, kind }) =>
        group === GROUPS.fluxKustomize && kind === 'Kustomization',
    )
    .map(manifest => {
      const path = textAt(manifest.data, ['spec', 'path']) ?? '.';
      const folder =
        posix.normalize(path.replace(/^\/+/, './')).replace(/\/$/, '') || '.';
      const reached = filesBelow(
        folder,
        { lists: byFolder, files: [...byFile.keys()] },
        new Set(),
      );
      const applies = reached.flatMap(file => byFile.get(file) ?? []);
      const namespace = textAt(manifest.data, ['spec', 'targetNamespace']);
      if (namespace) {
        applies.forEach(applied => {
          applied.namespace = namespace;
        });
      }
      return { manifest, folder, applies };
    });
}

/** Parses the files of a repository into what the rules look at. Nothing is thrown. */
export function readRepository(
  files: ReadonlyMap<string, RepositoryFile>,
): Repository {
  const charts = [...files.keys()]
    .filter(path => posix.basename(path) === 'Chart.yaml')
    .map(path => path.slice(0, -'Chart.yaml'.length));
  const parsed = [...files]
    .filter(([path]) => isYaml(path) && !isForeign(path, charts))
    .map(([path, { content }]) => ({ path, ...parseManifests(path, content) }));

  const lists = parsed
    .filter(({ path }) => isKustomizationFile(path))
    .flatMap(({ manifests }) => manifests.slice(0, 1).map(kustomizationListOf));
  const patchFiles = new Set(lists.flatMap(({ patches }) => patches));
  const byFile = new Map(
    parsed
      .filter(({ path }) => !isKustomizationFile(path) && !patchFiles.has(path))
      .map(({ path, manifests }) => [path, manifests]),
  );
  settleNamespaces(byFile, lists);

  const manifests = [...byFile.values()].flat();
  const fluxKustomizations = fluxKustomizationsOf(manifests, byFile, lists);
  const byKind = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const key = `${manifest.group}/${manifest.kind}`;
    const known = byKind.get(key);
    if (known) {
      known.push(manifest);
    } else {
      byKind.set(key, [manifest]);
    }
  }
  const ofKind = (group: string, kind: string): readonly Manifest[] =>
    byKind.get(`${group}/${kind}`) ?? [];
  const of = (group: string, ...kinds: string[]) =>
    kinds.length === 1
      ? ofKind(group, kinds[0])
      : kinds.flatMap(kind => ofKind(group, kind));

  const natsReleases = of(GROUPS.helm, 'HelmRelease').flatMap(manifest => {
    const { chart, version } = chartOf(
      manifest,
      of(GROUPS.source, 'OCIRepository'),
    );
    return chart === 'nats' ? [natsReleaseOf(manifest, version)] : [];
  });
  return {
    paths: new Set(files.keys()),
    manifests,
    patches: parsed
      .filter(({ path }) => patchFiles.has(path))
      .flatMap(file => file.manifests),
    lists,
    fluxKustomizations,
    natsReleases,
    unreadable: parsed.flatMap(({ findings }) => findings),
    of,
  };
}
