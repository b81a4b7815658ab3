import { entriesAt, isSetAt, listAt, textsAt } from '../../model/data';
import { parseEndpoint, releaseAt } from '../../model/endpoint';
import { chartOf, isOn } from '../../model/NatsRelease';
import { natsTriggers } from '../../model/natsTriggers';
import { GROUPS, Repository } from '../../model/Repository';
import { warning } from '../../RepositoryRule';
import { forEachRelease, ReleaseRule, valueWarning } from '../ReleaseRule';
import { certificateFor, isAcme, issuerOf } from './brokerCertificate';
import { covers } from './covers';

/** tls-context-url: the name by which nats-box connects. */
const contexts: ReleaseRule = function* contexts(release, repository) {
  const { values, fullname } = release;
  const certificate = certificateFor(release, 'nats', repository);
  const names = textsAt(certificate?.data, ['spec', 'dnsNames']);
  if (
    !certificate ||
    !isOn(values, ['natsBox', 'enabled'], true) ||
    names.some(pattern => covers(pattern, fullname))
  ) {
    return;
  }
  for (const [name, context] of entriesAt(values, ['natsBox', 'contexts'])) {
    if (isSetAt(context, ['tls']) && !isSetAt(context, ['merge', 'url'])) {
      yield valueWarning(
        'tls-context-url',
        release,
        ['natsBox', 'contexts', name],
        `nats-box connects to nats://${fullname}, which is no name of the certificate in ${certificate.file}, so every command of this context fails; add ${fullname} to its dnsNames`,
      );
    }
  }
};

/** True where a release of KEDA in this repository says which authorities to trust; `undefined` where there is none. */
function kedaTrusts({ of }: Repository): boolean | undefined {
  const releases = of(GROUPS.helm, 'HelmRelease').filter(
    release =>
      chartOf(release, of(GROUPS.source, 'OCIRepository')).chart === 'keda',
  );
  const folders = ['spec', 'values', 'certificates', 'operator', 'caDirs'];
  return releases.length === 0
    ? undefined
    : releases.some(({ data }) => listAt(data, folders).length > 0);
}

/** tls-keda-ca: whom KEDA's operator trusts. */
const kedaAuthority: ReleaseRule = function* kedaAuthority(
  release,
  repository,
) {
  const certificate = certificateFor(release, 'nats', repository);
  const isPrivate = certificate && !isAcme(issuerOf(certificate, repository));
  const trigger = natsTriggers(repository).find(
    ({ useHttps, endpoint }) =>
      useHttps &&
      releaseAt(parseEndpoint(endpoint ?? '').host, repository.natsReleases) ===
        release,
  );
  if (isPrivate && trigger && !kedaTrusts(repository)) {
    // Once for a broker: it is one setting, however many triggers there are.
    yield warning(
      'tls-keda-ca',
      trigger.manifest,
      ['spec', 'triggers', trigger.index, 'metadata', 'useHttps'],
      "KEDA's operator has to trust the authority of the broker, else no worker leaves zero (certificate signed by unknown authority): name its folder in certificates.operator.caDirs of KEDA's Helm release, and restart the operator whenever the authority changes, as it reads it at its start only",
    );
  }
};

/** Rules about whom clients trust, and what they call the broker. */
export const tlsClientRules = [contexts, kedaAuthority].map(forEachRelease);
