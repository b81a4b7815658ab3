import { quote } from '../../../settings/findings';
import { entriesAt, KeyPath, listAt, textAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { isOn, valuesPath } from '../../model/NatsRelease';
import { GROUPS, Repository } from '../../model/Repository';
import { RepositoryRule, warning } from '../../RepositoryRule';
import { PROTOCOLS, tlsPath } from '../tls/tlsSettings';

/** A Secret that something mounts. */
interface Use {
  manifest: Manifest;
  path: KeyPath;
  /** Where the Secret has to be. */
  namespace: string | undefined;
  /** What is without it, and its consequence. */
  otherwise: string;
}

const NO_POD = 'its pods wait for it and never start';

function* usesOf({ natsReleases, of }: Repository): Iterable<Use> {
  for (const { manifest, namespace, values } of natsReleases) {
    const listeners = PROTOCOLS.filter(
      protocol =>
        (protocol === 'nats' ||
          isOn(values, ['config', protocol, 'enabled'])) &&
        isOn(values, tlsPath(protocol, 'enabled')),
    ).map(protocol => tlsPath(protocol, 'secretName'));
    const contexts = entriesAt(values, ['natsBox', 'contexts']).map(
      ([name]): KeyPath => ['natsBox', 'contexts', name, 'tls', 'secretName'],
    );
    for (const path of [...listeners, ['tlsCA', 'secretName'], ...contexts]) {
      yield {
        manifest,
        path: valuesPath(path),
        namespace,
        otherwise: NO_POD,
      };
    }
  }
  for (const manifest of of('apps', 'Deployment', 'StatefulSet', 'DaemonSet')) {
    const volumes = ['spec', 'template', 'spec', 'volumes'];
    for (const i of listAt(manifest.data, volumes).keys()) {
      yield {
        manifest,
        path: [...volumes, i, 'secret', 'secretName'],
        namespace: manifest.namespace,
        otherwise: NO_POD,
      };
    }
  }
  for (const manifest of of(GROUPS.jetStream, 'Account')) {
    yield {
      manifest,
      path: ['spec', 'tls', 'secret', 'name'],
      namespace: manifest.namespace,
      otherwise: 'the controller cannot connect, and makes nothing of it',
    };
  }
  for (const manifest of of(GROUPS.certManager, 'Issuer')) {
    yield {
      manifest,
      path: ['spec', 'ca', 'secretName'],
      namespace: manifest.namespace,
      otherwise: 'the issuer is never ready, and signs nothing',
    };
  }
}

/** reference-secret: Secrets that nothing here makes, where Certificates of the namespace make others. */
export const secretRules: RepositoryRule[] = [
  function* secrets(repository) {
    const { of } = repository;
    const certificates = of(GROUPS.certManager, 'Certificate');
    const made = [
      ...certificates.map(({ data, namespace }) => ({
        namespace,
        name: textAt(data, ['spec', 'secretName']),
      })),
      ...of('', 'Secret'),
      ...of('bitnami.com', 'SealedSecret'),
      ...of('external-secrets.io', 'ExternalSecret').map(each => ({
        namespace: each.namespace,
        name: textAt(each.data, ['spec', 'target', 'name']) ?? each.name,
      })),
    ];
    for (const { manifest, path, namespace, otherwise } of usesOf(repository)) {
      const name = textAt(manifest.data, path);
      const here = made.filter(secret => secret.namespace === namespace);
      if (
        name !== undefined &&
        certificates.some(each => each.namespace === namespace) &&
        !here.some(secret => secret.name === name)
      ) {
        yield warning(
          'reference-secret',
          manifest,
          path,
          `no Certificate or Secret of this repository makes ${quote(
            name,
          )} in its namespace; where nothing else does, ${otherwise}: add one, or mend the name`,
        );
      }
    }
  },
];
