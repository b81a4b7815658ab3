import { ConsumerSnapshot } from '../BrokerSnapshot';
import { ConsumerWindow } from './ConsumerWindow';
import { GivenUp, GivenUpCount } from './GivenUp';
import { Samples } from './samples';

/** Messages that were given up after their last delivery, at least: redelivered once, and no longer in flight. */
function abandonedOf(sample: ConsumerSnapshot): number {
  return Math.max(0, sample.redelivered - sample.ackPending);
}

function leastOf(samples: Samples): number {
  let least = Infinity;
  for (const sample of samples) {
    least = Math.min(least, abandonedOf(sample));
  }
  return least;
}

function messagesIn(heard: GivenUp['heard'], after = -Infinity): number {
  return heard.reduce(
    (sum, { at, messages }) => (at > after ? sum + messages : sum),
    0,
  );
}

/**
 * Counts the messages that reached maxDeliver within samples: those of which the servers
 * told, and not fewer than the counters show. The counters show none where a message is
 * delivered once only (measured on nats-server 2.15.1), and miss those that others hide.
 *
 * @param samples - one at least
 * @public
 */
export function countGivenUp(
  { settings, givenUp }: Pick<ConsumerWindow, 'settings' | 'givenUp'>,
  samples: Samples,
): GivenUpCount {
  const [first, newest] = [samples[0], samples[samples.length - 1]];
  const limit = settings?.maxDeliver;
  const mayGiveUp = limit === undefined || limit > 0;
  const bound = mayGiveUp ? abandonedOf(newest) : 0;
  const grown = bound > 0 ? bound - leastOf(samples) : 0;
  const heard = givenUp ? messagesIn(givenUp.heard, first.at) : 0;
  return {
    fresh: Math.max(grown, heard),
    known: Math.max(bound, givenUp ? messagesIn(givenUp.heard) : 0),
    isExact:
      givenUp?.since !== undefined &&
      givenUp.since <= first.at &&
      heard >= grown,
  };
}

/** When the oldest of the newest run of samples with given up messages was taken. */
export function givenUpSince(
  { givenUp }: Pick<ConsumerWindow, 'givenUp'>,
  samples: Samples,
): number {
  const clean = samples.findLastIndex(sample => abandonedOf(sample) === 0);
  const counted = samples[Math.min(clean + 1, samples.length - 1)].at;
  const told = givenUp?.heard[0]?.at ?? counted;
  return Math.min(counted, told);
}
