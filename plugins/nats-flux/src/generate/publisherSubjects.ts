import { CompleteMessagingSpec } from '@nats-portal/plugin-nats-common';

/**
 * What the client of a bucket sends, beside the bucket's own subjects: opening it,
 * reading, and watching by consumers that live as long as the watcher. After what
 * the clients do, see ADR-8 (key-value) and ADR-20 (objects) of NATS.
 */
function readingOf(stream: string): string[] {
  return [
    `$JS.API.STREAM.INFO.${stream}`,
    `$JS.API.STREAM.MSG.GET.${stream}`,
    `$JS.API.DIRECT.GET.${stream}`,
    `$JS.API.DIRECT.GET.${stream}.>`,
    `$JS.API.CONSUMER.CREATE.${stream}`,
    `$JS.API.CONSUMER.CREATE.${stream}.>`,
    `$JS.API.CONSUMER.INFO.${stream}.>`,
    `$JS.API.CONSUMER.DELETE.${stream}.>`,
    `$JS.FC.${stream}.>`,
  ];
}

/**
 * Subjects that who sends messages and keeps values may publish to: those of the
 * streams, and what the clients of buckets send.
 */
export function publisherSubjects({
  streams,
  keyValues,
  objectStores,
}: CompleteMessagingSpec): string[] {
  return [
    ...streams.flatMap(stream => stream.subjects ?? []),
    ...keyValues.flatMap(({ bucket }) => [
      `$KV.${bucket}.>`,
      ...readingOf(`KV_${bucket}`),
    ]),
    ...objectStores.flatMap(({ bucket }) => [
      `$O.${bucket}.>`,
      ...readingOf(`OBJ_${bucket}`),
      // The parts of an object that another takes the place of.
      `$JS.API.STREAM.PURGE.OBJ_${bucket}`,
    ]),
    // Clients look for the stream under an object by its subject.
    ...(objectStores.length > 0 ? ['$JS.API.STREAM.NAMES'] : []),
  ];
}
