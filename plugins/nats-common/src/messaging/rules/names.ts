import { Finding } from '../../findings/Finding';
import { error, MessagingRule } from './MessagingRule';
import { placedConsumers } from '../PlacedMessagingSpec';

/** The server's limit for names of streams and consumers (nats-server, JSMaxNameLen). */
const MAX_NAME_LENGTH = 255;

function explainInvalidName(name: string): string | undefined {
  if (name === '') {
    return 'is empty';
  }
  if (name.length > MAX_NAME_LENGTH) {
    return `is ${name.length} characters long; the server takes ${MAX_NAME_LENGTH}`;
  }
  // eslint-disable-next-line no-control-regex
  if (/[\s.*>\\/\u0000-\u001f\u007f]/.test(name)) {
    return 'contains white space, a control character or one of . * > \\ / and the server refuses it (10052)';
  }
  return undefined;
}

/** js-name: names that the server would refuse. */
export const legalNames: MessagingRule = function* legalNames(spec) {
  for (const { stream, path } of spec.streams) {
    const problem = explainInvalidName(stream.name);
    if (problem) {
      yield error('js-name', `${path}.name`, `"${stream.name}" ${problem}`);
    }
  }
  for (const { consumer, path } of placedConsumers(spec)) {
    const problem = explainInvalidName(consumer.durableName);
    if (problem) {
      yield error(
        'js-name',
        `${path}.durableName`,
        `"${consumer.durableName}" ${problem}`,
      );
    }
  }
};

function* duplicates(
  id: string,
  named: { name: string; path: string }[],
): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const { name, path } of named) {
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, path);
    } else {
      yield error(
        id,
        path,
        `"${name}" is named twice, first at ${earlier}; the second would overwrite the first`,
      );
    }
  }
}

/** js-duplicate-asset: the same stream, or the same consumer of one stream, twice. */
export const distinctNames: MessagingRule = function* distinctNames(spec) {
  yield* duplicates(
    'js-duplicate-asset',
    spec.streams.map(({ stream, path }) => ({
      name: stream.name,
      path: `${path}.name`,
    })),
  );
  for (const placed of spec.streams) {
    yield* duplicates(
      'js-duplicate-asset',
      placed.consumers.map(({ consumer, path }) => ({
        name: consumer.durableName,
        path: `${path}.durableName`,
      })),
    );
  }
};
