import { ConsumerSnapshot, StreamState } from '../BrokerSnapshot';
import { StreamSettings } from '../settings';
import { Observation } from './Observation';
import { Samples } from './samples';

/**
 * How messages left a stream before they were delivered: `limits` took the oldest,
 * `replaced` by newer ones of their subject or at the end of their own time to live,
 * `removed` by somebody, `unclear` where the servers did not say enough.
 */
export type LossCause = 'limits' | 'replaced' | 'removed' | 'unclear';

/** Messages that were never delivered, and why. */
export interface Loss {
  cause: LossCause;
  /** A count, at least. */
  messages: number;
  /** When it was seen first, milliseconds since 1970. */
  since: number;
}

/** Two samples, one after the other. */
interface Step {
  before: ConsumerSnapshot;
  after: ConsumerSnapshot;
  /** All deliveries between them, those of a message that came again included. */
  deliveries: number;
}

/** A stream is as full as its limit allows when it holds this share of it: what came last may have taken more than its own room. */
const FULL = 0.8;

/** True when the stream's limits can have taken its oldest messages between two samples. */
export function limitsTake(
  before: StreamState,
  after: StreamState,
  settings: StreamSettings,
): boolean {
  const { maxMessages, maxBytes, maxAgeMs, discard } = settings;
  const makesRoom = discard !== 'new';
  const isOld =
    before.firstAt === undefined
      ? after.messages === 0
      : after.at - before.firstAt >= FULL * maxAgeMs;
  return (
    (makesRoom && maxMessages > 0 && after.messages >= FULL * maxMessages) ||
    (makesRoom && maxBytes > 0 && after.bytes >= FULL * maxBytes) ||
    (maxAgeMs > 0 && isOld)
  );
}

/**
 * Why messages were not delivered. Limits take from the front only, so that nothing is
 * lost to them before the front has passed where the consumer stood.
 */
function causeOf(
  { before, after, deliveries }: Step,
  settings: StreamSettings | undefined,
): LossCause {
  const advance =
    after.deliveredStreamSequence - before.deliveredStreamSequence;
  if (deliveries === 0 && advance > 0) {
    // A purge moves the consumer forward without a delivery.
    return 'removed';
  }
  const [old, now] = [before.streamState, after.streamState];
  if (!settings || !old || !now) {
    return 'unclear';
  }
  const passed = now.firstSequence - 1 > before.deliveredStreamSequence;
  if (passed && limitsTake(old, now, settings)) {
    return 'limits';
  }
  return settings.maxMessagesPerSubject > 0 || settings.messageTtl
    ? 'replaced'
    : 'removed';
}

/** What waits falls by delivery or because messages are gone; this falls only where they are gone. */
const balanceOf = (waits: ConsumerSnapshot, counts: ConsumerSnapshot): number =>
  waits.pending + counts.deliveredConsumerSequence;

/**
 * How many messages fewer there are of a consumer with copies than a sample before could
 * have led to. Its leader tells at once what waits, and of deliveries what the copies have agreed
 * on, which comes later: all 100 of a batch that was fetched are in neither number for a
 * moment (run on 2.15.1). By the next sample they are counted.
 */
class Falls {
  readonly #samples: Samples;
  #highest = -Infinity;
  /** What the newest sample shows and only the next one can confirm. */
  unconfirmed = 0;

  constructor(samples: Samples) {
    this.#samples = samples;
  }

  /** Another leader counts afresh. */
  restart(): void {
    this.#highest = -Infinity;
  }

  /** @param i - the sample after the step */
  fallen(i: number): number {
    const [before, after] = [this.#samples[i - 1], this.#samples[i]];
    this.#highest = Math.max(this.#highest, balanceOf(before, before));
    const next = this.#samples.at(i + 1);
    if (next?.leader !== after.leader) {
      const missing = this.#highest - balanceOf(after, after);
      this.unconfirmed = next ? 0 : Math.max(0, missing);
      return 0;
    }
    const most = balanceOf(after, next);
    const fallen = this.#highest - most;
    this.#highest = Math.min(this.#highest, most);
    return fallen;
  }
}

/** Who reads all of a stream moves on by one sequence with each new message, or by more over those that are gone. */
function steppedOver({ before, after, deliveries }: Step): number {
  return (
    after.deliveredStreamSequence - before.deliveredStreamSequence - deliveries
  );
}

/**
 * The front of the stream is beyond a consumer that reads all of it. The front is that
 * of the sample before, so that two servers that answer one after the other make no loss.
 */
function passedBy({ before, after }: Step): number {
  const front = before.streamState?.firstSequence ?? 0;
  return front - 1 - after.deliveredStreamSequence;
}

/** Messages that a step shows to be gone. Three ways to see the same ones; the one that shows most holds. */
function lostIn(
  step: Step,
  options: { readsAll: boolean; passedBefore: number; fallen: number },
): number {
  // Sequences that held nothing before are no loss.
  const holes = step.before.streamState?.deleted ?? 0;
  const seen = Math.max(0, options.fallen);
  return options.readsAll
    ? Math.max(
        seen,
        steppedOver(step) - holes,
        // A gap stays until the consumer moves on, and is counted once.
        passedBy(step) - options.passedBefore - holes,
      )
    : seen;
}

const NONE: readonly Loss[] = [];

/**
 * All losses within the samples, one for each cause.
 *
 * @returns `unconfirmed`: messages more that are missing, for all that is known so far; a count
 */
export function lostMessages(observation: Observation): {
  losses: readonly Loss[];
  unconfirmed: number;
} {
  const { samples, newest, readsAll, window } = observation;
  const falls = newest.replicas && new Falls(samples);
  let losses: Map<LossCause, Loss> | undefined;
  let passedBefore = 0;
  for (let i = 1; i < samples.length; i++) {
    const [before, after] = [samples[i - 1], samples[i]];
    if (after.leader !== before.leader) {
      // A new leader counts afresh.
      falls?.restart();
      continue;
    }
    const deliveries =
      after.deliveredConsumerSequence - before.deliveredConsumerSequence;
    const step = { before, after, deliveries };
    const fallen = falls
      ? falls.fallen(i)
      : balanceOf(before, before) - balanceOf(after, after);
    const lost = lostIn(step, { readsAll, passedBefore, fallen });
    passedBefore = Math.max(0, passedBy(step));
    if (lost > 0) {
      const cause = causeOf(step, window.streamSettings);
      losses ??= new Map();
      const known = losses.get(cause);
      losses.set(cause, {
        cause,
        since: known?.since ?? after.at,
        messages: (known?.messages ?? 0) + lost,
      });
    }
  }
  return {
    losses: losses ? [...losses.values()] : NONE,
    unconfirmed: falls?.unconfirmed ?? 0,
  };
}
