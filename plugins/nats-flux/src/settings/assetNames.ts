import { accountObjectName } from './accountNames';
import { distinctNames, kubernetesName } from './kubernetesNames';
import { AccountSetting, BrokerMessaging, InAccount } from './Settings';

/** Names of the Kubernetes objects of a messaging spec, in its order. */
export interface AssetNames {
  streams: string[];
  /** By stream, then by consumer. */
  consumers: string[][];
  keyValues: string[];
  objectStores: string[];
}

/** Before the names of what is not the first account's; a dot cannot be part of a name. */
function prefixIn(account: string, first: AccountSetting | undefined): string {
  return account === first?.name ? '' : `${accountObjectName(account)}.`;
}

/**
 * Names the NACK objects: a stream or bucket after itself, a consumer after its
 * stream and itself, and all but those of the first account after their account,
 * too: what comes in one account changes no name in another.
 */
export function assetNames(
  { streams, keyValues, objectStores }: BrokerMessaging,
  [first]: readonly AccountSetting[],
): AssetNames {
  const consumers = distinctNames(
    streams.flatMap(stream => {
      const above =
        prefixIn(stream.account, first) + kubernetesName(stream.name);
      return stream.consumers.map(({ durableName }) => {
        const own = kubernetesName(durableName);
        // As above, so the longer name is unmistakable.
        return { preferred: `${above}-${own}`, longer: `${above}.${own}` };
      });
    }),
  );
  const bucketName = ({ account, bucket }: InAccount<{ bucket: string }>) =>
    prefixIn(account, first) + kubernetesName(bucket);
  let next = 0;
  return {
    streams: streams.map(
      ({ account, name }) => prefixIn(account, first) + kubernetesName(name),
    ),
    consumers: streams.map(stream => {
      const own = consumers.slice(next, next + stream.consumers.length);
      next += own.length;
      return own;
    }),
    keyValues: keyValues.map(bucketName),
    objectStores: objectStores.map(bucketName),
  };
}
