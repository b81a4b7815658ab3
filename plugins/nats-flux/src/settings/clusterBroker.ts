import { Finding } from '@nats-portal/plugin-nats-common';
import { brokerEntityName, DEFAULT_NAME } from './entityNames';
import { error, quote, warning } from './findings';
import { GenerateRequest } from './GenerateRequest';
import { ProvisioningChoice, Settings } from './Settings';

/**
 * True where the broker that a cluster's entity names is the one of this release:
 * one called `<cluster>-<name>` by its name, and one of any other name, which says
 * nothing of a release, for the release that is called as if nobody had named one.
 */
function isOfRelease(
  clusterBroker: string,
  settings: Pick<Settings, 'cluster' | 'name'>,
): boolean {
  return (
    clusterBroker === brokerEntityName(settings) ||
    (settings.name === DEFAULT_NAME &&
      !clusterBroker.startsWith(`${settings.cluster}-`))
  );
}

/** The broker that somebody named for this release; `undefined` where it is called after its cluster. */
export function namedBroker(
  { broker, clusterBroker }: GenerateRequest,
  settings: Pick<Settings, 'cluster' | 'name'>,
): string | undefined {
  return (
    broker ||
    (clusterBroker && isOfRelease(clusterBroker, settings)
      ? clusterBroker
      : undefined)
  );
}

/** broker-second: streams that must not go to the broker that the cluster has already. */
export function* checkClusterBroker(
  { broker, clusterBroker, brokerNames }: GenerateRequest,
  settings: Settings,
  choice: ProvisioningChoice,
): Iterable<Finding> {
  if (broker || !clusterBroker || isOfRelease(clusterBroker, settings)) {
    return;
  }
  const own = settings.broker;
  const why = `the entity of cluster ${settings.cluster} names ${quote(
    clusterBroker,
  )} in its annotation nats.io/broker, and this release is another broker, ${quote(
    own,
  )}`;
  const known = brokerNames?.includes(own);
  if (choice === 'portal' && !known) {
    yield error(
      'broker-second',
      'provisioning',
      `the portal cannot make the streams: ${why}, which is not in nats.brokers; choose Flux, or let the platform team add it`,
    );
  } else {
    yield warning(
      'broker-second',
      'name',
      `is a second broker: ${why}. Its streams go to it alone${
        known ? '' : ', by Flux, as the portal does not know it yet'
      }`,
    );
  }
}
