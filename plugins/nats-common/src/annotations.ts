import { Entity } from '@backstage/catalog-model';
import { Finding } from './findings/Finding';

/**
 * Names the broker of an entity, as configured in `nats.brokers`.
 *
 * @public
 */
export const NATS_BROKER_ANNOTATION = 'nats.io/broker';

/**
 * Names the account; left out where the broker has one account.
 *
 * @public
 */
export const NATS_ACCOUNT_ANNOTATION = 'nats.io/account';

/**
 * Lists consumers: `STREAM/consumer`, or `STREAM/*` for all of a stream, separated by commas.
 *
 * @public
 */
export const NATS_CONSUMERS_ANNOTATION = 'nats.io/consumers';

/**
 * Lists streams, separated by commas.
 *
 * @public
 */
export const NATS_STREAMS_ANNOTATION = 'nats.io/streams';

/**
 * A consumer that an entity names; `*` stands for all of the stream.
 *
 * @public
 */
export interface ConsumerReference {
  stream: string;
  consumer: string;
}

/**
 * What an entity's annotations say.
 *
 * @public
 */
export interface EntityMessaging {
  broker: string | undefined;
  account: string | undefined;
  consumers: ConsumerReference[];
  streams: string[];
  /** What could not be read; the rest is still used. */
  findings: Finding[];
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

/**
 * Reads the NATS annotations of an entity. A part that cannot be read becomes a
 * finding and does not hide the others.
 *
 * @public
 */
export function readEntityMessaging(entity: Entity): EntityMessaging {
  const annotations = entity.metadata.annotations ?? {};
  const findings: Finding[] = [];
  const consumers: ConsumerReference[] = [];
  for (const part of list(annotations[NATS_CONSUMERS_ANNOTATION])) {
    const slash = part.indexOf('/');
    const stream = part.slice(0, slash).trim();
    const consumer = part.slice(slash + 1).trim();
    if (slash < 1 || consumer === '') {
      findings.push({
        id: 'annotation-consumer',
        severity: 'error',
        path: `metadata.annotations["${NATS_CONSUMERS_ANNOTATION}"]`,
        message: `"${part}" names no consumer; write STREAM/consumer, or STREAM/* for all of a stream`,
      });
    } else if (
      !consumers.some(c => c.stream === stream && c.consumer === consumer)
    ) {
      consumers.push({ stream, consumer });
    }
  }
  return {
    broker: annotations[NATS_BROKER_ANNOTATION]?.trim() || undefined,
    account: annotations[NATS_ACCOUNT_ANNOTATION]?.trim() || undefined,
    consumers,
    streams: [...new Set(list(annotations[NATS_STREAMS_ANNOTATION]))],
    findings,
  };
}
