import { Settings } from '@nats-portal/plugin-nats-flux';

/** What there is to make; nothing where there is neither stream nor bucket. */
function wanted({
  streams,
  keyValues,
  objectStores,
}: Settings['messaging']): string {
  return [
    ...(streams.length > 0 ? ['streams'] : []),
    ...(keyValues.length + objectStores.length > 0 ? ['buckets'] : []),
  ].join(' and ');
}

/**
 * Who makes the streams, consumers and buckets of a repository, and why not the portal.
 *
 * @param reason - why the portal cannot, without a full stop; empty where nobody asked
 */
export function describeProvisioning(
  { broker, messaging, provisioning, layout }: Settings,
  reason: string,
): string {
  const what = wanted(messaging);
  if (what === '') {
    return 'There are no streams to make';
  }
  if (provisioning === 'portal') {
    return `The portal makes the ${what} on broker ${broker}, and the repository holds none`;
  }
  const applied =
    layout === 'fleet'
      ? 'once it applies these files'
      : 'once this repository is attached to the cluster, as its README says';
  return `${
    reason && `${reason}. `
  }Flux will create the ${what} ${applied}; this portal shows the broker when the platform team has added it to nats.brokers`;
}
