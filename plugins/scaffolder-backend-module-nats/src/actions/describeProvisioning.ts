import { Settings } from '@nats-portal/plugin-nats-flux';

/**
 * Who makes the streams and consumers of a repository, and why not the portal.
 *
 * @param reason - why the portal cannot, without a full stop; empty where nobody asked
 */
export function describeProvisioning(
  { broker, messaging, provisioning, layout }: Settings,
  reason: string,
): string {
  if (messaging.streams.length === 0) {
    return 'There are no streams to make';
  }
  if (provisioning === 'portal') {
    return `The portal makes the streams on broker ${broker}, and the repository holds none`;
  }
  const applied =
    layout === 'fleet'
      ? 'once it applies these files'
      : 'once this repository is attached to the cluster, as its README says';
  return `${
    reason && `${reason}. `
  }Flux will create the streams ${applied}; this portal shows the broker when the platform team has added it to nats.brokers`;
}
