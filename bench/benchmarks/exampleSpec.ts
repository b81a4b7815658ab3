import { MessagingSpec } from '@nats-portal/plugin-nats-common';

/** A spec of a size: streams that are all alike, each with as many consumers. */
export function exampleSpec(
  streams: number,
  consumersPerStream: number,
): MessagingSpec {
  return {
    streams: Array.from({ length: streams }, (_, i) => ({
      name: `S${i}`,
      subjects: [`s${i}.>`],
      maxAge: '24h',
      consumers: Array.from({ length: consumersPerStream }, (__, j) => ({
        durableName: `c${j}`,
        filterSubject: `s${i}.${j}`,
        maxDeliver: 5,
      })),
    })),
  };
}
