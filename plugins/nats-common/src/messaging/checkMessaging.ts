import { Finding } from '../findings/Finding';
import { MessagingSpec } from './spec/MessagingSpec';
import { parseMessagingSpec } from './reading/parseMessagingSpec';
import { knows, Placed } from './reading/PlacedMessagingSpec';
import { MessagingContext } from './rules/MessagingRule';
import { messagingRules } from './rules/messagingRules';

/**
 * What an input says, and what is wrong with it.
 *
 * @public
 */
export interface CheckedMessagingSpec {
  /** The parts whose shape is right; to be used only where no finding is an error. */
  spec: MessagingSpec;
  /** Everything that is wrong, errors and warnings. */
  findings: Finding[];
}

/** Buckets whose name is known, where there are any. */
function bucketsOf<K extends string, T>(
  list: K,
  placed: readonly (Placed & { bucket: T })[],
): Partial<Record<K, T[]>> {
  const buckets = placed
    .filter(one => knows(one, 'bucket'))
    .map(({ bucket }) => bucket);
  return (buckets.length > 0 ? { [list]: buckets } : {}) as Partial<
    Record<K, T[]>
  >;
}

/**
 * Reads a messaging spec from what a form, a template or a file holds, and asks
 * every rule about it. Nothing is thrown, and one mistake hides no other.
 *
 * @public
 */
export function checkMessaging(
  input: unknown,
  context: MessagingContext = {},
): CheckedMessagingSpec {
  const { spec, findings } = parseMessagingSpec(input);
  return {
    spec: {
      streams: spec.streams
        .filter(placed => knows(placed, 'name'))
        .map(({ stream }) => stream),
      ...bucketsOf('keyValues', spec.keyValues),
      ...bucketsOf('objectStores', spec.objectStores),
    },
    findings: [
      ...findings,
      ...messagingRules.flatMap(rule => [...rule(spec, context)]),
    ],
  };
}
