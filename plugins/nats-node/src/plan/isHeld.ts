import { isDeepStrictEqual } from 'node:util';
import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { userMetadata } from '../jetstream/normaliseConfig';

function isSame(a: unknown, b: unknown): boolean {
  return (
    a === b ||
    (typeof a === 'object' && typeof b === 'object' && isDeepStrictEqual(a, b))
  );
}

/**
 * Whether a broker holds every field as it is named, to the letter. False says
 * nothing: the same may be spelled otherwise. Most assets of an account are as they
 * are wanted, and for those this answers a hundred times sooner than a comparison of
 * normalised configurations.
 */
export function isHeld(named: JetStreamConfig, held: JetStreamConfig): boolean {
  for (const key in named) {
    if (key === 'metadata') {
      const wanted = userMetadata(named.metadata);
      const there = (held.metadata ?? {}) as Record<string, unknown>;
      if (!Object.keys(wanted).every(name => wanted[name] === there[name])) {
        return false;
      }
    } else if (!isSame(named[key], held[key])) {
      return false;
    }
  }
  // A push consumer that is wanted as a pull consumer differs in what is not named.
  return named.deliver_subject !== undefined || !held.deliver_subject;
}
