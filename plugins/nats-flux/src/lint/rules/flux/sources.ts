import { quote } from '../../../settings/findings';
import { KeyPath, textAt, valueAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { GROUPS } from '../../model/Repository';
import { error, RepositoryRule, warning } from '../../RepositoryRule';

/** The group of what cuts artifacts out of sources. */
const GENERATOR_GROUP = 'source.extensions.fluxcd.io';

interface Reference {
  manifest: Manifest;
  path: KeyPath;
  kind: string;
  name: string;
  namespace: string | undefined;
}

function referenceAt(manifest: Manifest, path: KeyPath): Reference[] {
  const reference = valueAt(manifest.data, path);
  const kind = textAt(reference, ['kind']);
  const name = textAt(reference, ['name']);
  const namespace = textAt(reference, ['namespace']) ?? manifest.namespace;
  return kind === undefined || name === undefined
    ? []
    : [{ manifest, path: [...path, 'name'], kind, name, namespace }];
}

function sameNamespace(a: string | undefined, b: string | undefined): boolean {
  // One that is not written may be any.
  return a === undefined || b === undefined || a === b;
}

/** flux-source-ref: sources that are not there. */
const knownSources: RepositoryRule = function* knownSources({ of }) {
  const references = [
    ...of(GROUPS.helm, 'HelmRelease').flatMap(release => [
      ...referenceAt(release, ['spec', 'chart', 'spec', 'sourceRef']),
      ...referenceAt(release, ['spec', 'chartRef']),
    ]),
    ...of(GROUPS.fluxKustomize, 'Kustomization').flatMap(kustomization =>
      referenceAt(kustomization, ['spec', 'sourceRef']),
    ),
  ];
  const generators = of(GENERATOR_GROUP, 'ArtifactGenerator');
  for (const { manifest, path, kind, name, namespace } of references) {
    const sources = of(GROUPS.source, kind);
    const found = sources.some(
      source =>
        source.name === name && sameNamespace(source.namespace, namespace),
    );
    if (kind === 'ExternalArtifact' && !found && generators.length === 0) {
      yield error(
        'flux-source-ref',
        manifest,
        path,
        `no ArtifactGenerator of this repository makes the ExternalArtifact ${name}, and without the source-watcher, which Flux does not install by itself, nothing does: it is never reconciled; use a GitRepository, or add both`,
      );
    } else if (sources.length > 0 && !found) {
      yield warning(
        'flux-source-ref',
        manifest,
        path,
        `no ${kind} ${name} of the namespace ${
          namespace ?? 'of this object'
        } is in this repository, though others are; if the cluster has none either, it waits for ever: mend the name, or add the source`,
      );
    }
  }
};

/** flux-source-url: addresses that a source of this type cannot read. */
const readableSources: RepositoryRule = function* readableSources({ of }) {
  const path = ['spec', 'url'];
  for (const source of of(GROUPS.source, 'HelmRepository')) {
    const url = textAt(source.data, path) ?? '';
    const isRegistry = url.startsWith('oci://');
    const readsRegistry = textAt(source.data, ['spec', 'type']) === 'oci';
    if (isRegistry !== readsRegistry && url !== '') {
      yield error(
        'flux-source-url',
        source,
        path,
        isRegistry
          ? `${quote(
              url,
            )} is a registry, and Flux looks for an index of charts by HTTP there: it fetches nothing, and no chart of it is installed; add type: oci`
          : `${quote(
              url,
            )} is no registry, and type: oci reads nothing else: Flux fetches nothing, and no chart of it is installed; leave type out, or write oci://`,
      );
    }
  }
  for (const source of of(GROUPS.source, 'OCIRepository')) {
    const url = textAt(source.data, path);
    if (url !== undefined && !url.startsWith('oci://')) {
      yield error(
        'flux-source-url',
        source,
        path,
        `${quote(
          url,
        )} must begin with oci://: the API server refuses it, and nothing that its Kustomization applies changes`,
      );
    }
  }
};

/** Rules about where Flux takes things from. */
export const fluxSourcesRules: RepositoryRule[] = [
  knownSources,
  readableSources,
];
