import { quote } from '../../../settings/findings';
import { isSetAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { RepositoryFinding } from '../../RepositoryFinding';
import { error, RepositoryRule } from '../../RepositoryRule';
import { kindDefinitions } from '../../schemas/kinds';
import { nackKinds } from '../../schemas/nack';
import { nearestName } from '../../schemas/nearestName';

const JETSTREAM_VERSION = 'jetstream.nats.io/v1beta2';

interface KnownKind {
  apiVersion: string;
  kind: string;
}

const known: KnownKind[] = [
  ...Object.keys(kindDefinitions)
    .filter(name => /^(?:[^/]+\/)?v\d[^/]*\/[A-Z]\w*$/.test(name))
    .map(name => {
      const at = name.lastIndexOf('/');
      return { apiVersion: name.slice(0, at), kind: name.slice(at + 1) };
    }),
  ...Object.keys(nackKinds).map(kind => ({
    apiVersion: JETSTREAM_VERSION,
    kind,
  })),
];

const kindsOf = new Map<string, string[]>();
const versionsOf = new Map<string, string[]>();
for (const { apiVersion, kind } of known) {
  kindsOf.set(apiVersion, [...(kindsOf.get(apiVersion) ?? []), kind]);
  versionsOf.set(kind, [...(versionsOf.get(kind) ?? []), apiVersion]);
}

const NOT_APPLIED =
  'the API server knows no such kind, and nothing that its Kustomization applies changes';

/** Versions that are as old or new as others differ in their number, a slip of the hand does not. */
const NUMBERED = /^v\d+((alpha|beta)\d+)?$/;

function* misspelled(
  manifest: Manifest,
  { apiVersion, kind }: KnownKind,
): Iterable<RepositoryFinding> {
  const kinds = kindsOf.get(apiVersion);
  if (kinds?.includes(kind)) {
    return;
  }
  const otherKind = nearestName(kind, kinds ?? []);
  const otherVersion = nearestName(apiVersion, versionsOf.get(kind) ?? []);
  if (otherKind) {
    yield error(
      'reference-kind',
      manifest,
      ['kind'],
      `${quote(
        kind,
      )} is no kind of ${apiVersion}: ${NOT_APPLIED}; did you mean ${otherKind}?`,
    );
  } else if (
    otherVersion &&
    !NUMBERED.test(apiVersion.slice(apiVersion.lastIndexOf('/') + 1))
  ) {
    yield error(
      'reference-kind',
      manifest,
      ['apiVersion'],
      `${quote(
        apiVersion,
      )} has no ${kind}: ${NOT_APPLIED}; did you mean ${otherVersion}?`,
    );
  } else if (otherVersion && otherVersion.split('/')[0] !== manifest.group) {
    yield error(
      'reference-kind',
      manifest,
      ['apiVersion'],
      `${quote(
        manifest.group,
      )} has no ${kind}: ${NOT_APPLIED}; did you mean ${otherVersion}?`,
    );
  }
}

/** reference-kind: objects without a name, or of a kind that nobody knows. */
export const kindRules: RepositoryRule[] = [
  function* kinds({ manifests }) {
    for (const manifest of manifests) {
      const { data } = manifest;
      // A list has objects in it, and no name of its own.
      if (!isSetAt(data, ['metadata', 'name']) && data.kind !== 'List') {
        yield error(
          'reference-kind',
          manifest,
          ['metadata', 'name'],
          'is missing, and no object can be without it: kustomize fails, and nothing of this folder is applied; give it a name',
        );
      } else {
        yield* misspelled(manifest, {
          apiVersion: String(data.apiVersion),
          kind: String(data.kind),
        });
      }
    }
  },
];
