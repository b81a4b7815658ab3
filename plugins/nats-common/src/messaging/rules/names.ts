import { Finding } from '../../findings/Finding';
import { quote } from '../../words';
import {
  explainInvalidBucket,
  explainInvalidName,
} from '../values/explainInvalidName';
import { knows, PlacedMessagingSpec } from '../reading/PlacedMessagingSpec';
import { error, MessagingRule } from './MessagingRule';

interface PlacedName {
  name: string;
  path: string;
}

function consumerNames(
  consumers: PlacedMessagingSpec['streams'][number]['consumers'],
): PlacedName[] {
  return consumers
    .filter(placed => knows(placed, 'durableName'))
    .map(({ consumer, path }) => ({
      name: consumer.durableName,
      path: `${path}.durableName`,
    }));
}

function* illegal(
  names: readonly PlacedName[],
  explain: (name: string) => string | undefined,
): Iterable<Finding> {
  for (const { name, path } of names) {
    const problem = explain(name);
    if (problem) {
      yield error('js-name', path, `${quote(name)} ${problem}`);
    }
  }
}

/** js-name: names that the server or the clients would refuse. */
export const legalNames: MessagingRule = function* legalNames(spec) {
  const streams = spec.streams
    .filter(placed => knows(placed, 'name'))
    .map(({ stream, path }) => ({ name: stream.name, path: `${path}.name` }));
  yield* illegal(
    [...streams, ...consumerNames(spec.consumers)],
    explainInvalidName,
  );
  const buckets = [...spec.keyValues, ...spec.objectStores]
    .filter(placed => knows(placed, 'bucket'))
    .map(({ bucket, path }) => ({
      name: bucket.bucket,
      path: `${path}.bucket`,
    }));
  yield* illegal(buckets, explainInvalidBucket);
};

function* duplicates(names: PlacedName[]): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const { name, path } of names) {
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, path);
    } else if (name !== '') {
      yield error(
        'js-duplicate-asset',
        path,
        `${quote(
          name,
        )} is named twice, first at ${earlier}; the second would overwrite the first`,
      );
    }
  }
}

/** js-duplicate-asset: the same stream, or the same consumer of one stream, twice; a bucket is a stream as well. */
export const distinctNames: MessagingRule = function* distinctNames(spec) {
  yield* duplicates(
    spec.stores
      .filter(store => knows(store, store.nameField))
      .map(({ name, path, nameField }) => ({
        name,
        path: `${path}.${nameField}`,
      })),
  );
  for (const { consumers } of spec.streams) {
    yield* duplicates(consumerNames(consumers));
  }
};

/** js-consumer-stream: consumers of a stream that nobody knows. */
export const consumersOfStreams: MessagingRule = function* consumersOfStreams(
  spec,
  { existingStreams = [] },
) {
  const existing = new Set(existingStreams);
  for (const { stream, path, hasOnlyConsumers } of spec.streams) {
    if (hasOnlyConsumers && !existing.has(stream.name)) {
      yield error(
        'js-consumer-stream',
        path,
        `no stream ${quote(
          stream.name,
        )} is given: the server refuses its consumers until there is one (10059); mend the name, or add the stream`,
      );
    }
  }
};
