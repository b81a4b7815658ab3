import { error } from '../../RepositoryRule';
import {
  entriesAt,
  isMapping,
  listAt,
  textAt,
  valueAt,
} from '../../model/data';
import { isOn } from '../../model/NatsRelease';
import {
  forEachRelease,
  ReleaseRule,
  valueError,
  valueWarning,
} from '../ReleaseRule';

/** values-secret-inline: secrets that the repository would hold. */
const secrets: ReleaseRule = function* secrets(release) {
  const { values } = release;
  const inline = entriesAt(values, ['natsBox', 'contexts']).flatMap(([name]) =>
    ['creds', 'nkey'].map(kind => [
      'natsBox',
      'contexts',
      name,
      kind,
      'contents',
    ]),
  );
  const passwords = [
    ['config', 'cluster', 'routeURLs', 'password'],
    ['config', 'merge', 'authorization', 'password'],
    ['config', 'merge', 'authorization', 'token'],
    ...entriesAt(values, ['config', 'merge', 'accounts']).flatMap(([account]) =>
      listAt(values, ['config', 'merge', 'accounts', account, 'users']).map(
        (_user, i) => [
          'config',
          'merge',
          'accounts',
          account,
          'users',
          i,
          'password',
        ],
      ),
    ),
  ];
  for (const path of [...inline, ...passwords]) {
    const secret = textAt(values, path);
    // A variable or a hash (bcrypt) is no secret.
    if (secret && !/^<< \$\w+ >>$|^\$2[aby]\$/.test(secret)) {
      yield valueError(
        'values-secret-inline',
        release,
        path,
        'is a secret in Git, readable by everybody who may read the repository, for ever: put it into a Secret encrypted with SOPS and name that (secretName, or an environment variable as << $NAME >>)',
      );
    }
  }
};

/** values-own-service-selector: a Service that sends clients to the tool pod. */
const ownServices: ReleaseRule = function* ownServices(release, repository) {
  for (const service of repository.of('', 'Service')) {
    const selector = ['spec', 'selector'];
    const labels = valueAt(service.data, selector);
    if (
      service.namespace === release.namespace &&
      isMapping(labels) &&
      labels['app.kubernetes.io/name'] === 'nats' &&
      labels['app.kubernetes.io/component'] === undefined
    ) {
      yield error(
        'values-own-service-selector',
        service,
        selector,
        'selects nats-box as well, which answers nobody: add app.kubernetes.io/component: nats',
      );
    }
  }
};

/** values-network-policy: a port that asks nobody who they are. */
const networkPolicy: ReleaseRule = function* networkPolicy(
  release,
  repository,
) {
  const policies = repository
    .of('networking.k8s.io', 'NetworkPolicy')
    .filter(({ namespace }) => namespace === release.namespace);
  if (
    isOn(release.values, ['config', 'monitor', 'enabled'], true) &&
    policies.length === 0
  ) {
    yield valueWarning(
      'values-network-policy',
      release,
      ['config', 'monitor'],
      'no NetworkPolicy of this repository is in the namespace of the broker: every pod of the cluster can read names, addresses and subjects on the monitoring port, which knows no password; let in KEDA and Prometheus only',
    );
  }
};
/** Rules about who can read or reach what. */
export const valuesExposureRules = [secrets, ownServices, networkPolicy].map(
  forEachRelease,
);
