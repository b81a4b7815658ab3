import { Finding } from '../findings/Finding';
import { MessagingSpec } from './spec/MessagingSpec';
import { parseMessagingSpec } from './reading/parseMessagingSpec';
import { knows, Placed } from './reading/PlacedMessagingSpec';
import { readInput } from './reading/readInput';
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
 * Does what `checkMessaging` does, and may be left between its steps: a large spec
 * takes longer than others can wait.
 *
 * @returns yields the name of each stream with consumers as soon as it was read
 * @public
 */
export function* checkMessagingInSteps(
  input: unknown,
  context: MessagingContext = {},
): Generator<string | undefined, CheckedMessagingSpec, void> {
  const { value, onlyConsumers, findings: unread, place } = readInput(input);
  yield undefined;
  const parsing = parseMessagingSpec(value, onlyConsumers);
  let parsed = parsing.next();
  for (; !parsed.done; parsed = parsing.next()) {
    const { stream, consumers } = parsed.value;
    yield consumers.length > 0 ? stream.name : undefined;
  }
  const { spec, findings } = parsed.value;
  for (const rule of messagingRules) {
    for (const finding of rule(spec, context)) {
      findings.push(finding);
    }
    yield undefined;
  }
  return {
    spec: {
      streams: spec.streams
        .filter(placed => knows(placed, 'name'))
        .map(({ stream }) => stream),
      ...bucketsOf('keyValues', spec.keyValues),
      ...bucketsOf('objectStores', spec.objectStores),
    },
    findings: [...unread, ...findings.map(place)],
  };
}

/**
 * Reads a messaging spec from what a form, a template or a file holds, and asks
 * every rule about it. Nothing is thrown, and one mistake hides no other.
 *
 * Taken are objects in the shape of `MessagingSpec`, manifests of the JetStream
 * controller, configurations and answers of the JetStream API as
 * `nats stream add --config` and `nats stream info --json` have them, lists of
 * these, and texts with any of it in YAML or JSON. Each finding has its path in the input,
 * and for a text also line and column.
 *
 * @public
 */
export function checkMessaging(
  input: unknown,
  context: MessagingContext = {},
): CheckedMessagingSpec {
  const checking = checkMessagingInSteps(input, context);
  for (;;) {
    const step = checking.next();
    if (step.done) {
      return step.value;
    }
  }
}
