import { quote } from '../../../settings/findings';
import { isSetAt, listAt, textAt, valueAt } from '../../model/data';
import { isOn } from '../../model/NatsRelease';
import { natsTriggers } from '../../model/natsTriggers';
import { forEachRelease, ReleaseRule, valueError } from '../ReleaseRule';

/** values-gateway-name: the one name that a cluster has among others. */
const gatewayName: ReleaseRule = function* gatewayName(release) {
  const { clusterName, clustered, values } = release;
  const path = ['config', 'gateway', 'merge', 'name'];
  const name = textAt(values, path);
  const isPatched = listAt(values, ['config', 'gateway', 'patch']).length > 0;
  if (!isOn(values, ['config', 'gateway', 'enabled']) || isPatched) {
    return;
  }
  if (name === undefined) {
    yield valueError(
      'values-gateway-name',
      release,
      path,
      `is missing, and no server starts (gateway has no name); write ${quote(
        clusterName,
      )}, the name of the cluster`,
    );
  } else if (clustered && clusterName !== undefined && name !== clusterName) {
    yield valueError(
      'values-gateway-name',
      release,
      path,
      `${quote(name)} is not the name of the cluster, ${quote(
        clusterName,
      )}: no server starts (cluster name conflicts between cluster and gateway definitions), and nats-server -t does not say so; write the same`,
    );
  }
};

/** values-server-name-prefix: names by which KEDA does not find the leader. */
const serverNames: ReleaseRule = function* serverNames(release, repository) {
  const path = ['config', 'serverNamePrefix'];
  if (isSetAt(release.values, path) && natsTriggers(repository).length > 0) {
    yield valueError(
      'values-server-name-prefix',
      release,
      path,
      'KEDA compares the name of the pod with the name of the server, finds no leader, and scales nobody; leave it out, or scale by Prometheus',
    );
  }
};

/** values-noadvertise-https: addresses that no certificate holds. */
const advertising: ReleaseRule = function* advertising(release, repository) {
  const path = ['config', 'cluster', 'noAdvertise'];
  if (
    valueAt(release.values, path) === false &&
    natsTriggers(repository).some(({ useHttps }) => useHttps)
  ) {
    yield valueError(
      'values-noadvertise-https',
      release,
      path,
      'false: KEDA then asks the servers by their IP addresses, which no certificate holds, and its HTTPS requests fail; leave it at true',
    );
  }
};

/** Rules about how servers and their clusters are called, and by what others reach them. */
export const valuesNamesRules = [gatewayName, serverNames, advertising].map(
  forEachRelease,
);
