import { Finding } from '../../findings/Finding';
import { formatCount } from '../../words';
import { error, MessagingRule, warning } from './MessagingRule';

/** The server's limits in bytes (source: JSMaxDescriptionLen, JSMaxMetadataLen). */
const MAX_DESCRIPTION = 4096;
const MAX_METADATA = 128 * 1024;

/** Metadata keys that the server writes itself. */
const SERVER_PREFIX = '_nats.';

const encoder = new TextEncoder();

function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + encoder.encode(text).length, 0);
}

interface Described {
  description?: string;
  metadata?: Record<string, string>;
}

const isDescribed = ({ description, metadata }: Described) =>
  description !== undefined || metadata !== undefined;

function* describe(asset: Described, path: string): Iterable<Finding> {
  const { description = '', metadata = {} } = asset;
  const length = bytesOf([description]);
  if (length > MAX_DESCRIPTION) {
    yield error(
      'js-description',
      `${path}.description`,
      `is ${formatCount(length)} bytes long; the server takes ${formatCount(
        MAX_DESCRIPTION,
      )} and refuses more (10052, 10107); shorten it`,
    );
  }
  const size = bytesOf(Object.entries(metadata).flat());
  if (size > MAX_METADATA) {
    yield error(
      'js-metadata',
      `${path}.metadata`,
      `is ${formatCount(size)} bytes long; the server takes ${formatCount(
        MAX_METADATA,
      )} and refuses more (10052, 10135); take some out`,
    );
  }
  if (Object.keys(metadata).some(key => key.startsWith(SERVER_PREFIX))) {
    yield warning(
      'js-reserved-metadata',
      `${path}.metadata`,
      `keys that start with ${SERVER_PREFIX} belong to the server, which overwrites them; choose others`,
    );
  }
}

/** js-description, js-metadata, js-reserved-metadata. */
export const possibleDescriptions: MessagingRule =
  function* possibleDescriptions(spec) {
    for (const { spec: asset, path } of spec.stores) {
      if (isDescribed(asset)) {
        yield* describe(asset, path);
      }
    }
    for (const { consumer, path } of spec.consumers) {
      if (isDescribed(consumer)) {
        yield* describe(consumer, path);
      }
    }
  };
