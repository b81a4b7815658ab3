import {
  isMapping,
  isSetAt,
  KeyPath,
  listAt,
  textAt,
  valueAt,
} from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { GROUPS, Repository } from '../../model/Repository';
import { error, RepositoryRule } from '../../RepositoryRule';

const CHANGE_IT = 'readable by everybody who may read the repository, for ever';

/** flux-secret-plain: secrets that everybody can read. */
const encryptedSecrets: RepositoryRule = function* encryptedSecrets({ of }) {
  for (const secret of of('', 'Secret')) {
    const filled = ['data', 'stringData'].find(key => {
      const value = valueAt(secret.data, [key]);
      return isMapping(value) && Object.keys(value).length > 0;
    });
    if (filled && !isSetAt(secret.data, ['sops'])) {
      yield error(
        'flux-secret-plain',
        secret,
        [filled],
        `is a secret in Git, ${CHANGE_IT}: encrypt the file with SOPS, and change the secret`,
      );
    }
  }
};

/** A text that something takes as it stands. */
interface Literal {
  manifest: Manifest;
  path: KeyPath;
  name: string;
  text: string;
}

const POD = ['spec', 'template', 'spec'];

function* literalsOf({ lists, of }: Repository): Iterable<Literal> {
  for (const manifest of of('apps', 'Deployment', 'StatefulSet', 'DaemonSet')) {
    for (const kind of ['containers', 'initContainers']) {
      const containers = listAt(manifest.data, [...POD, kind]);
      for (const [i, container] of containers.entries()) {
        for (const [j, variable] of listAt(container, ['env']).entries()) {
          yield {
            manifest,
            path: [...POD, kind, i, 'env', j, 'value'],
            name: textAt(variable, ['name']) ?? '',
            text: textAt(variable, ['value']) ?? '',
          };
        }
      }
    }
  }
  for (const manifest of of(
    GROUPS.jetStream,
    'Account',
    'Stream',
    'Consumer',
  )) {
    for (const [i, url] of listAt(manifest.data, [
      'spec',
      'servers',
    ]).entries()) {
      const path = ['spec', 'servers', i];
      yield { manifest, path, name: '', text: String(url) };
    }
  }
  for (const { manifest } of lists) {
    const generators = listAt(manifest.data, ['secretGenerator']);
    for (const [i, generator] of generators.entries()) {
      for (const [j, literal] of listAt(generator, ['literals']).entries()) {
        const [, text = ''] = /^[^=]*=(.*)$/s.exec(String(literal)) ?? [];
        const path = ['secretGenerator', i, 'literals', j];
        yield { manifest, path, name: 'SECRET', text };
      }
    }
  }
}

/** Variables that hold a secret, by what people call them. */
const SECRET_NAME = /(?:^|_)(?:PASS(?:WORD|WD)?|TOKEN|SECRET|SEED|CREDS?)$/i;
/** Paths of files, and variables of Kubernetes and of Flux, are none themselves. */
const ELSEWHERE = /^\/|^\$[({]/;
/** A user's password, or a token, in the address of a server. */
const IN_ADDRESS = /\b(?:nats|tls|wss?):\/\/[^/\s@$]+@/;

/** flux-secret-plain: secrets outside of Secrets. */
const noLiterals: RepositoryRule = function* noLiterals(repository) {
  for (const { manifest, path, name, text } of literalsOf(repository)) {
    const isSecret =
      SECRET_NAME.test(name) && text !== '' && !ELSEWHERE.test(text);
    if (isSecret || IN_ADDRESS.test(text)) {
      yield error(
        'flux-secret-plain',
        manifest,
        path,
        `is a secret in Git, ${CHANGE_IT}: take it from a Secret that is encrypted with SOPS, or show a certificate instead, and change the secret`,
      );
    }
  }
};

/** flux-secret-decryption: what Flux is not told to decrypt. */
const decryption: RepositoryRule = function* decryption({
  fluxKustomizations,
}) {
  for (const { manifest, applies } of fluxKustomizations) {
    const encrypted = applies.find(each => isSetAt(each.data, ['sops']));
    const path = ['spec', 'decryption', 'provider'];
    if (encrypted && !isSetAt(manifest.data, path)) {
      yield error(
        'flux-secret-decryption',
        manifest,
        path,
        `is missing, and ${encrypted.kind} ${encrypted.name} (${encrypted.file}) is encrypted with SOPS: Flux refuses it, and nothing of this Kustomization is applied; add decryption: { provider: sops, secretRef: { name: … } }`,
      );
    }
  }
};

/** Rules about secrets. */
export const fluxSecretRules: RepositoryRule[] = [
  encryptedSecrets,
  noLiterals,
  decryption,
];
