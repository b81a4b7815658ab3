import { formatPath, InputPath } from '../../findings/formatPath';
import { consumerFields, streamFields } from '../jetstream/apiFields';
import {
  ApiField,
  fromApiFields,
  toApiPath,
} from '../jetstream/apiTranslation';
import { error, warning } from '../rules/MessagingRule';
import { FoundAsset, FoundAssets, lostField } from './FoundAsset';
import { isObject } from './isObject';

/** How Go writes that there is no time. */
const NO_TIME = '0001-01-01T00:00:00Z';

/** The server's own keys; it adds them again. */
const SERVER_METADATA = '_nats.';

/** Empty texts and times are how the API says nothing; an empty name is a mistake. */
function isBlank(name: string, value: unknown): boolean {
  return (
    (value === '' && !['name', 'durable_name'].includes(name)) ||
    value === NO_TIME
  );
}

function withoutServerKeys(value: unknown): unknown {
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter(
          ([key]) => !key.startsWith(SERVER_METADATA),
        ),
      )
    : value;
}

function readConfig(
  config: Record<string, unknown>,
  at: InputPath,
  fields: Record<string, ApiField>,
  found: FoundAssets,
): FoundAsset {
  const given = Object.entries(config)
    .filter(([name, value]) => !isBlank(name, value))
    .map(([name, value]) => [
      name,
      name === 'metadata' ? withoutServerKeys(value) : value,
    ]);
  return {
    value: fromApiFields(fields, Object.fromEntries(given), path =>
      found.findings.push(lostField([...at, ...path])),
    ),
    at,
    toInput: path => toApiPath(fields, path),
  };
}

/** Takes in a stream as the API and `nats stream add --config` have it. */
export function findApiStream(
  { num_replicas: replicas, ...config }: Record<string, unknown>,
  at: InputPath,
  found: FoundAssets,
): void {
  // To the API, 0 replicas are 1.
  const given = replicas === 0 ? config : { ...config, num_replicas: replicas };
  found.streams.push(readConfig(given, at, streamFields, found));
}

/** Takes in a consumer as the API and `nats consumer add --config` have it. */
export function findApiConsumer(
  { name, ...config }: Record<string, unknown>,
  at: InputPath,
  stream: { name: unknown; at: InputPath },
  found: FoundAssets,
): void {
  const { findings } = found;
  const durable = config.durable_name;
  if (!durable && name) {
    findings.push(
      error(
        'js-ephemeral',
        formatPath([...at, 'name']),
        'without durable_name the consumer is ephemeral, and a messaging spec has durable ones only; name it in durable_name as well',
      ),
    );
  } else if (name && name !== durable) {
    findings.push(
      error(
        'js-name',
        formatPath([...at, 'name']),
        'is another than durable_name (10017)',
      ),
    );
  }
  if (config.ack_policy === undefined) {
    findings.push(
      warning(
        'js-other-default',
        formatPath(at),
        'says nothing of ack_policy: to the API that is none, and here it is explicit',
      ),
    );
  }
  if (typeof stream.name !== 'string' || stream.name === '') {
    findings.push(
      error(
        'js-consumer-stream',
        formatPath(at),
        'does not say of which stream it is a consumer; paste what nats consumer info --json prints, or put it under the consumers of its stream',
      ),
    );
    return;
  }
  found.consumers.push({
    ...readConfig(
      { ...config, durable_name: durable || name },
      at,
      consumerFields,
      found,
    ),
    stream: stream.name,
    streamAt: stream.at,
  });
}
