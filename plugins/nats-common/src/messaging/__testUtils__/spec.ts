import { checkMessaging } from '../checkMessaging';
import { MessagingContext } from '../rules/MessagingRule';

/** A stream that no rule has anything to say about, with changes. */
export function stream(changes: Record<string, unknown> = {}) {
  return { name: 'S', subjects: ['s.>'], maxAge: '24h', ...changes };
}

/** A consumer that no rule has anything to say about, with changes. */
export function consumer(changes: Record<string, unknown> = {}) {
  return { durableName: 'c', ackPolicy: 'explicit', maxDeliver: 5, ...changes };
}

/** A key-value bucket that no rule has anything to say about, with changes. */
export function keyValue(changes: Record<string, unknown> = {}) {
  return { bucket: 'b', ttl: '24h', ...changes };
}

/** All findings of a spec, as `severity id path`. */
export function findingsOfSpec(
  spec: Record<string, unknown>,
  context: MessagingContext = {},
): string[] {
  return checkMessaging(spec, context).findings.map(
    ({ severity, id, path }) => `${severity} ${id} ${path}`,
  );
}

/** All findings of a spec with these key-value buckets. */
export function findingsOfKeyValues(
  keyValues: unknown[],
  context: MessagingContext = {},
): string[] {
  return findingsOfSpec({ keyValues }, context);
}

/** All findings of a spec with these streams, as `severity id path`. */
export function findingsOf(
  streams: unknown[],
  context: MessagingContext = {},
): string[] {
  return findingsOfSpec({ streams }, context);
}

/** All findings of a stream with these changes. */
export function findingsOfStream(
  changes: Record<string, unknown>,
  context?: MessagingContext,
): string[] {
  return findingsOf([stream(changes)], context);
}

/** All findings of a consumer with these changes, on a stream with those. */
export function findingsOfConsumer(
  changes: Record<string, unknown>,
  ofStream: Record<string, unknown> = {},
  context?: MessagingContext,
): string[] {
  return findingsOf(
    [stream({ ...ofStream, consumers: [consumer(changes)] })],
    context,
  );
}

/** The sentences of all findings of a spec with these streams. */
export function messagesOf(
  streams: unknown[],
  context: MessagingContext = {},
): string[] {
  return checkMessaging({ streams }, context).findings.map(
    ({ message }) => message,
  );
}
