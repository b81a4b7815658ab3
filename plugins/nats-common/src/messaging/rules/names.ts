import { Finding } from '../../findings/Finding';
import { quote } from '../../words';
import { explainInvalidName } from '../explainInvalidName';
import {
  knows,
  placedConsumers,
  PlacedMessagingSpec,
} from '../PlacedMessagingSpec';
import { error, MessagingRule, warning } from './MessagingRule';

interface PlacedName {
  name: string;
  path: string;
}

function streamNames({ streams }: PlacedMessagingSpec): PlacedName[] {
  return streams
    .filter(placed => knows(placed, 'name'))
    .map(({ stream, path }) => ({ name: stream.name, path: `${path}.name` }));
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

/** js-name: names that the server would refuse. */
export const legalNames: MessagingRule = function* legalNames(spec) {
  const names = [...streamNames(spec), ...consumerNames(placedConsumers(spec))];
  for (const { name, path } of names) {
    const problem = explainInvalidName(name);
    if (problem) {
      yield error('js-name', path, `${quote(name)} ${problem}`);
    }
  }
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

/** js-duplicate-asset: the same stream, or the same consumer of one stream, twice. */
export const distinctNames: MessagingRule = function* distinctNames(spec) {
  yield* duplicates(streamNames(spec));
  for (const { consumers } of spec.streams) {
    yield* duplicates(consumerNames(consumers));
  }
};

/** js-bucket-name: streams that everyone would take for a bucket. */
export const noBucketNames: MessagingRule = function* noBucketNames(spec) {
  for (const { name, path } of streamNames(spec)) {
    const prefix = /^(?:KV_|OBJ_|\$MQTT_)/.exec(name)?.[0];
    if (prefix) {
      yield warning(
        'js-bucket-name',
        path,
        `starts with ${prefix}: clients take the stream for one of their own, and lists of streams hide it`,
      );
    }
  }
};
