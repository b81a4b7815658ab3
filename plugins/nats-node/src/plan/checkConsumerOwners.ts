import { InputError } from '@backstage/errors';
import { WantedStream } from './wantedAssets';

/**
 * Refuses owners of consumers that a spec does not have: whoever named them means others.
 *
 * @param owners - by `STREAM/consumer`
 * @throws InputError naming all of them
 */
export function checkConsumerOwners(
  owners: ReadonlyMap<string, unknown>,
  streams: readonly WantedStream[],
): void {
  if (owners.size === 0) {
    return;
  }
  const known = new Set(
    streams.flatMap(stream =>
      stream.consumers.map(({ name }) => `${stream.name}/${name}`),
    ),
  );
  const unknown = [...owners.keys()].filter(name => !known.has(name));
  if (unknown.length > 0) {
    throw new InputError(
      `consumerOwners: the messaging spec has no consumer ${unknown
        .map(name => `"${name}"`)
        .join(', ')}; nothing was changed`,
    );
  }
}
