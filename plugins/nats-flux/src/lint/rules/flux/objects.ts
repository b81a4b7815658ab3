import { entriesAt, isSetAt, textAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { GROUPS } from '../../model/Repository';
import { error, RepositoryRule } from '../../RepositoryRule';
import { quote } from '../../../settings/findings';
import { folderOf, isKustomizationFile } from '../../model/KustomizationList';

/** Group of the entities of Backstage's catalog, which nothing applies to a cluster. */
const CATALOG = 'backstage.io';

/** Tells one object of a cluster from another. */
function keyOf({ group, kind, name, namespace }: Manifest): string {
  return JSON.stringify([group, kind, namespace ?? '', name]);
}

/** flux-duplicate-object: two objects of one name that are applied together. */
const oneOfEach: RepositoryRule = function* oneOfEach({
  fluxKustomizations,
  manifests,
}) {
  const folders = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const folder = folderOf(manifest.file);
    const known = folders.get(folder);
    if (known) {
      known.push(manifest);
    } else {
      folders.set(folder, [manifest]);
    }
  }
  const told = new Set<Manifest>();
  for (const together of [
    ...folders.values(),
    ...fluxKustomizations.map(({ applies }) => applies),
  ]) {
    const first = new Map<string, Manifest>();
    for (const manifest of new Set(together)) {
      const key = keyOf(manifest);
      const earlier = first.get(key);
      first.set(key, earlier ?? manifest);
      const isNamed = manifest.name !== '' && manifest.group !== CATALOG;
      if (earlier && isNamed && !told.has(manifest)) {
        told.add(manifest);
        yield error(
          'flux-duplicate-object',
          manifest,
          ['metadata', 'name'],
          `${manifest.kind} ${manifest.name} is there already (${earlier.file}): kustomize fails, and nothing of this folder is applied; give it another name, or take one of the two away`,
        );
      }
    }
  }
};

/** A name of most kinds: a DNS subdomain (Kubernetes, "Object Names and IDs"). */
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const MAX_NAME = 253;

/** Kinds whose names may be more: paths of a URL. */
const FREE_NAMES = ['rbac.authorization.k8s.io', CATALOG];

/** kubernetes-name: names that the API server refuses. */
const legalNames: RepositoryRule = function* legalNames({ manifests }) {
  for (const manifest of manifests) {
    const { group, kind, name } = manifest;
    const isLegal = SUBDOMAIN.test(name) && name.length <= MAX_NAME;
    if (name !== '' && !isLegal && !FREE_NAMES.includes(group)) {
      yield error(
        'kubernetes-name',
        manifest,
        ['metadata', 'name'],
        `${quote(
          name,
        )} is no name of an object: the API server refuses it, and nothing that its Kustomization applies changes; write small letters, digits, dashes and dots${
          group === GROUPS.jetStream
            ? `, and what the ${kind} is called on the server in its spec`
            : ''
        }`,
      );
    }
  }
};

/** Kinds that name others in ways which kustomize does not know. */
const NAMING_GROUPS: readonly string[] = [
  GROUPS.certManager,
  GROUPS.helm,
  GROUPS.jetStream,
  GROUPS.keda,
];

/** flux-name-prefix: names that change under those who name them. */
const keptNames: RepositoryRule = function* keptNames({ lists, manifests }) {
  for (const { manifest, folder, listed } of lists) {
    const [key] = ['namePrefix', 'nameSuffix'].filter(each =>
      isSetAt(manifest.data, [each]),
    );
    const isReached = (file: string) =>
      folderOf(file) === folder ||
      listed.some(
        ({ target }) => file === target || file.startsWith(`${target}/`),
      );
    const reached =
      key &&
      manifests.find(
        ({ file, group }) => NAMING_GROUPS.includes(group) && isReached(file),
      );
    if (key && reached) {
      yield error(
        'flux-name-prefix',
        manifest,
        [key],
        `renames every object of the folder, and kustomize does not know where ${reached.kind} and its like name others (Account, issuerRef, sourceRef, scaleTargetRef): they then name what is not there; leave it out`,
      );
    }
  }
};

/** The API version that kustomize takes; it fails at any other. */
const KUSTOMIZE = [
  'kustomize.config.k8s.io/v1beta1',
  'kustomize.config.k8s.io/v1alpha1',
];

/** reference-kind: lists that kustomize does not take for one of its own. */
const ownLists: RepositoryRule = function* ownLists({ lists }) {
  for (const { manifest } of lists) {
    const apiVersion = textAt(manifest.data, ['apiVersion']);
    if (
      isKustomizationFile(manifest.file) &&
      apiVersion !== undefined &&
      !KUSTOMIZE.includes(apiVersion) &&
      entriesAt(manifest.data, []).length > 0
    ) {
      yield error(
        'reference-kind',
        manifest,
        ['apiVersion'],
        `${quote(
          apiVersion,
        )} is not kustomize's, which fails at it, and nothing of this folder is applied; write ${
          KUSTOMIZE[0]
        } here, and objects of Flux into another file`,
      );
    }
  }
};

/** Rules about what objects are called. */
export const fluxObjectRules: RepositoryRule[] = [
  oneOfEach,
  legalNames,
  keptNames,
  ownLists,
];
