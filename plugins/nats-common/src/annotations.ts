import { Entity } from '@backstage/catalog-model';
import { ScalingBounds } from './autoscale/desiredReplicas';
import { readScaling } from './autoscale/scalingText';
import { Finding } from './findings/Finding';
import { formatPath } from './findings/formatPath';
import { CONSUMER_THRESHOLDS } from './health/thresholds/keys';
import { resolveThresholds } from './health/thresholds/resolveThresholds';
import { explainInvalidName } from './messaging/values/explainInvalidName';
import { quote } from './words';

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
 * Sets thresholds for the entity's consumers: `behind-warning=10m, unprocessed-critical=1000`;
 * 0 switches one off.
 *
 * @public
 */
export const NATS_THRESHOLDS_ANNOTATION = 'nats.io/thresholds';

/**
 * Says how KEDA scales the workers of consumers, in the words of a ScaledObject:
 * `STREAM/consumer maxReplicaCount=5 lagThreshold=10`, separated by commas.
 *
 * @public
 */
export const NATS_SCALING_ANNOTATION = 'nats.io/scaling';

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
  /** Values by key; absent where the annotation is. */
  thresholds?: Record<string, string>;
  /** By `STREAM/consumer`; absent where none is scaled. */
  scaling?: Record<string, ScalingBounds>;
  /** What could not be read; the rest is still used. */
  findings: Finding[];
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

function finding(id: string, annotation: string, message: string): Finding {
  return {
    id,
    severity: 'error',
    path: formatPath(['metadata', 'annotations', annotation]),
    message,
  };
}

/** Reads `STREAM/consumer`; neither name may hold a slash, so the first one splits. */
function readReference(part: string): ConsumerReference | undefined {
  const slash = part.indexOf('/');
  const stream = part.slice(0, Math.max(0, slash)).trim();
  const consumer = part.slice(slash + 1).trim();
  const valid =
    !explainInvalidName(stream) &&
    (consumer === '*' || !explainInvalidName(consumer));
  return valid ? { stream, consumer } : undefined;
}

function readConsumers(text: string | undefined, findings: Finding[]) {
  const consumers = new Map<string, ConsumerReference>();
  for (const part of list(text)) {
    const reference = readReference(part);
    if (reference) {
      consumers.set(`${reference.stream}/${reference.consumer}`, reference);
    } else {
      findings.push(
        finding(
          'annotation-consumer',
          NATS_CONSUMERS_ANNOTATION,
          `${quote(
            part,
          )} names no consumer; write STREAM/consumer, or STREAM/* for all of a stream`,
        ),
      );
    }
  }
  return [...consumers.values()];
}

function readStreams(text: string | undefined, findings: Finding[]) {
  return [...new Set(list(text))].filter(name => {
    const problem = explainInvalidName(name);
    if (problem) {
      findings.push(
        finding(
          'annotation-stream',
          NATS_STREAMS_ANNOTATION,
          `${quote(name)} ${problem}`,
        ),
      );
    }
    return !problem;
  });
}

/** Reads `key=value` parts; which of them are thresholds is for the resolution to say. */
function readThresholds(text: string, findings: Finding[]) {
  const thresholds = new Map<string, string>();
  for (const part of list(text)) {
    const [, key, value] = /^([\w-]+)\s*=\s*(\S+)$/.exec(part) ?? [];
    if (key === undefined) {
      findings.push(
        finding(
          'annotation-threshold',
          NATS_THRESHOLDS_ANNOTATION,
          `${quote(part)} is no threshold; write key=value`,
        ),
      );
    } else {
      thresholds.set(key, value);
    }
  }
  const values = Object.fromEntries(thresholds);
  const { mistakes } = resolveThresholds(CONSUMER_THRESHOLDS, {
    entity: values,
  });
  findings.push(
    ...mistakes.map(mistake =>
      finding('annotation-threshold', NATS_THRESHOLDS_ANNOTATION, mistake),
    ),
  );
  return values;
}

function readScalings(text: string | undefined, findings: Finding[]) {
  const scaling = new Map<string, ScalingBounds>();
  for (const part of list(text)) {
    const read = readScaling(part);
    if ('problem' in read) {
      findings.push(
        finding('annotation-scaling', NATS_SCALING_ANNOTATION, read.problem),
      );
    } else {
      scaling.set(read.consumer, read.bounds);
    }
  }
  return scaling.size > 0 ? { scaling: Object.fromEntries(scaling) } : {};
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
  const thresholds = annotations[NATS_THRESHOLDS_ANNOTATION];
  return {
    broker: annotations[NATS_BROKER_ANNOTATION]?.trim() || undefined,
    account: annotations[NATS_ACCOUNT_ANNOTATION]?.trim() || undefined,
    consumers: readConsumers(annotations[NATS_CONSUMERS_ANNOTATION], findings),
    streams: readStreams(annotations[NATS_STREAMS_ANNOTATION], findings),
    ...(thresholds === undefined
      ? {}
      : { thresholds: readThresholds(thresholds, findings) }),
    ...readScalings(annotations[NATS_SCALING_ANNOTATION], findings),
    findings,
  };
}
