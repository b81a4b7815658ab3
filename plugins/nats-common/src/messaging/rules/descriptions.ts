import { Finding } from '../../findings/Finding';
import { formatCount } from '../../words';
import { error, MessagingRule, warning } from './MessagingRule';

/** The server's limit for descriptions (source: JSMaxDescriptionLen). */
const MAX_DESCRIPTION = 4096;

/** Metadata keys that the server writes itself. */
const SERVER_PREFIX = '_nats.';

function* describe(
  asset: { description?: string; metadata?: Record<string, string> },
  path: string,
): Iterable<Finding> {
  const { description = '', metadata = {} } = asset;
  if (description.length > MAX_DESCRIPTION) {
    yield error(
      'js-description',
      `${path}.description`,
      `is ${formatCount(
        description.length,
      )} characters long; the server takes ${formatCount(
        MAX_DESCRIPTION,
      )} (10052, 10107)`,
    );
  }
  if (Object.keys(metadata).some(key => key.startsWith(SERVER_PREFIX))) {
    yield warning(
      'js-reserved-metadata',
      `${path}.metadata`,
      `keys that start with ${SERVER_PREFIX} belong to the server, which overwrites them`,
    );
  }
}

/** js-description, js-reserved-metadata. */
export const possibleDescriptions: MessagingRule =
  function* possibleDescriptions(spec) {
    for (const { spec: asset, path } of spec.stores) {
      yield* describe(asset, path);
    }
    for (const { consumer, path } of spec.consumers) {
      yield* describe(consumer, path);
    }
  };
