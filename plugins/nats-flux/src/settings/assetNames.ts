import { CompleteMessagingSpec } from '@nats-portal/plugin-nats-common';
import { distinctNames, kubernetesName } from './kubernetesNames';

/** Names of the Kubernetes objects of a messaging spec, in its order. */
export interface AssetNames {
  streams: string[];
  /** By stream, then by consumer. */
  consumers: string[][];
  keyValues: string[];
  objectStores: string[];
}

/**
 * Names the NACK objects: a stream or bucket after itself, a consumer after its stream and itself.
 */
export function assetNames({
  streams,
  keyValues,
  objectStores,
}: CompleteMessagingSpec): AssetNames {
  const consumers = distinctNames(
    streams.flatMap(stream =>
      stream.consumers.map(({ durableName }) => {
        const [a, b] = [stream.name, durableName].map(kubernetesName);
        // A dot cannot be part of either name, so the longer name is unmistakable.
        return { preferred: `${a}-${b}`, longer: `${a}.${b}` };
      }),
    ),
  );
  let next = 0;
  return {
    streams: streams.map(({ name }) => kubernetesName(name)),
    consumers: streams.map(stream => {
      const own = consumers.slice(next, next + stream.consumers.length);
      next += own.length;
      return own;
    }),
    keyValues: keyValues.map(({ bucket }) => kubernetesName(bucket)),
    objectStores: objectStores.map(({ bucket }) => kubernetesName(bucket)),
  };
}
